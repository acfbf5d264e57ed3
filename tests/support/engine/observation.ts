import type { PreviewResult } from "../../../preview";
import type { Properties } from "../../../preview/engine/values";
import { present } from "../../../preview/engine/values";
import { secretPlaceholder } from "../../../preview/stack-file";

/** What a preview shows of a resource, whichever engine ran it. */
export interface ObservedResource {
  /** Unique name. */
  readonly urn: string;
  /** Type token. */
  readonly type: string;
  /** URN of the parent; empty when there is none. */
  readonly parent: string;
  /** URN of the provider; empty for components. */
  readonly provider: string;
}

/** What a preview shows of a policy's finding. */
export interface ObservedFinding {
  /** Rule, or policy name. */
  readonly rule: string;
  /** Whether it stops a deployment. */
  readonly level: string;
  /** How bad it is. */
  readonly severity: string;
  /** Resource. */
  readonly urn: string;
  /** JSON pointer into the resource's properties; empty when the pack gives none. */
  readonly path: string;
  /** What was found. */
  readonly message: string;
}

/** What one engine shows of a program: the part in which both must agree. */
export interface Observation {
  /** Resources, in URN order. */
  readonly resources: readonly ObservedResource[];
  /** Findings, in a fixed order. */
  readonly findings: readonly ObservedFinding[];
  /** Stack outputs; secrets concealed, unknown values marked. */
  readonly outputs: Properties;
  /** Whether a mandatory finding, or the program itself, made the preview fail. */
  readonly failed: boolean;
}

/** The observation of an embedded preview. */
export function observeEmbedded(result: PreviewResult): Observation {
  return inOrder({
    resources: result.resources.map(({ urn, type, parent = "", provider = "" }) => ({
      urn,
      type,
      parent,
      provider,
    })),
    findings: result.findings.map(({ rule, level, severity, urn, path, message }) => ({
      rule,
      level,
      severity,
      urn,
      path,
      // The CLI blanks out encrypted configuration values wherever it shows them.
      message: message.replaceAll(secretPlaceholder, "[secret]"),
    })),
    outputs: result.outputs,
    failed: result.exitCode !== 0,
  });
}

/** The observation with its lists sorted and its outputs ready for people, so that two can be compared. */
export function inOrder({ resources, findings, outputs, failed }: Observation): Observation {
  return {
    resources: sortBy(resources, ({ urn }) => urn),
    findings: sortBy(findings, ({ rule, urn, path, message }) =>
      [rule, urn, path, message].join("\n"),
    ),
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([key, value]) => [key, present(value)]),
    ),
    failed,
  };
}

function sortBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const keyed = items.map((item) => ({ key: keyOf(item), item }));
  return keyed
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ item }) => item);
}
