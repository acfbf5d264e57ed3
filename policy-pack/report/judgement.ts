import { edgeEndText } from "../contract/edge-end";
import { type CoveredResource, coverageOf } from "../coverage/coverage";
import type { PackConfiguration } from "../engine/configuration";
import { configureRules, deviationsOf } from "../engine/configuration";
import type { DeclaredEdge } from "../engine/contract";
import type { Finding } from "../engine/finding";
import type { Rule } from "../engine/rule";
import type { SelfTest } from "../engine/self-test";
import { catalogueDate } from "../iam/catalogue";
import type { Matrix, PolicyReport, PublicEdge } from "./report";
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
  /** Resources of the stack, types in the spelling that rules use. */
  readonly resources: readonly CoveredResource[];
  /** Everything found, waived findings included. */
  readonly findings: readonly Finding[];
  /** Flows that components declare. */
  readonly edges: readonly DeclaredEdge[];
  /** Tables. @default - none */
  readonly matrices?: readonly Matrix[];
}

/** The report of a judgement. */
export function reportOf(judged: Judged): PolicyReport {
  const { pack, rules, configuration, test, today, resources, findings, edges } = judged;
  const configured = configureRules(rules, configuration).map(({ rule }) => rule);
  const urn = resources[0]?.urn ?? "";
  return makeReport({
    pack,
    stack: stackOf(urn),
    date: today,
    profile: configuration.profile,
    coverage: coverageOf(configured, resources),
    fallbacks: test.fallbacks,
    deviations: deviationsOf(rules, configuration),
    rules: configured,
    findings,
    failOnAdvisory: configuration.failOnAdvisory,
    catalogueDate,
    publicEdges: publicEdgesOf(edges),
    matrices: judged.matrices ?? [],
  });
}

function stackOf(urn: string): PolicyReport["stack"] {
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
