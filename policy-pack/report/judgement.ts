import { edgeEndText } from "../contract/edge-end";
import { coverageOf } from "../coverage/coverage";
import type { PackConfiguration } from "../engine/configuration";
import { configureRules, deviationsOf } from "../engine/configuration";
import type { DeclaredEdge } from "../engine/contract";
import type { Finding } from "../engine/finding";
import type { SharedContext } from "../engine/judge";
import { redact } from "../engine/redaction";
import type { JudgedStack, Rule } from "../engine/rule";
import type { SelfTest } from "../engine/self-test";
import { acceptancesOf } from "../iam/acceptances";
import { catalogueDate } from "../iam/catalogue";
import { matricesOf } from "./matrices";
import type { PolicyReport, PublicEdge, ReportedAcceptance } from "./report";
import { makeReport } from "./report";

/** What is known when a stack has been judged. */
export interface Judged {
  /** The pack that judged. */
  readonly pack: PolicyReport["pack"];
  /** Every rule of the pack. */
  readonly rules: readonly Rule[];
  /** Configuration in force. */
  readonly configuration: PackConfiguration;
  /** What the pack found out about the SDK. */
  readonly test: Pick<SelfTest, "fallbacks">;
  /** Day of judging. */
  readonly today: string;
  /** Everything found, waived findings included. */
  readonly findings: readonly Finding[];
  /** The stack, and what components and configuration say of it; undefined when it was not judged. */
  readonly judged: { readonly stack: JudgedStack; readonly context: SharedContext } | undefined;
}

/** The report of a judgement. */
export function reportOf(judgement: Judged): PolicyReport {
  const { pack, rules, configuration, test, today, findings } = judgement;
  const { stack, context } = judgement.judged ?? {};
  const resources = stack?.resources ?? [];
  const configured = configureRules(rules, configuration).map(({ rule }) => rule);
  const urn = resources[0]?.urn ?? "";
  return makeReport({
    pack,
    stack: stackNames(urn),
    date: today,
    profile: configuration.profile,
    coverage: coverageOf(configured, resources),
    fallbacks: test.fallbacks,
    deviations: deviationsOf(rules, configuration),
    rules: configured,
    findings,
    failOnAdvisory: configuration.failOnAdvisory,
    catalogueDate,
    acceptances: acceptedIn(judgement.judged),
    publicEdges: publicEdgesOf(context?.declared.edges ?? []),
    matrices:
      stack === undefined || context === undefined
        ? []
        : matricesOf(stack, { ...context, params: {} }),
  });
}

function acceptedIn(judged: Judged["judged"]): readonly ReportedAcceptance[] {
  if (judged === undefined) return [];
  return judged.stack.resources.flatMap((resource) =>
    acceptancesOf(resource, judged.context).map(({ path, text, reason }) => ({
      urn: resource.urn,
      path,
      value: redact(text),
      reason,
    })),
  );
}

function stackNames(urn: string): PolicyReport["stack"] {
  const [, name = "", project = ""] = /^urn:pulumi:([^:]*)::([^:]*)::/.exec(urn) ?? [];
  return { project, name };
}

/** The declared paths that everybody may be at one end of. */
export function publicEdgesOf(edges: readonly DeclaredEdge[]): readonly PublicEdge[] {
  return edges
    .filter((edge) => edge.public)
    .map(({ id, from, to, protocol, port }) => ({
      id,
      from: edgeEndText(from),
      to: edgeEndText(to),
      traffic: port === undefined ? protocol : `${protocol} ${String(port)}`,
    }));
}
