import { catalog } from "../../../policy-pack/catalog";
import { defaultConfiguration } from "../../../policy-pack/engine/configuration";
import type { Finding } from "../../../policy-pack/engine/finding";
import { Session } from "../../../policy-pack/engine/session";
import { today } from "../../support/policy-pack/rule-cases";
import { cases as audit } from "./audit";
import { cases as encryption } from "./encryption";
import { cases as iam } from "./iam";
import { cases as kms } from "./kms";
import { cases as mesh } from "./mesh";
import { cases as network } from "./network";
import type { QualityCase } from "./quality-case";
import { cases as resource } from "./resource";
import { cases as retention } from "./retention";
import { cases as secrets } from "./secrets";
import { cases as trust } from "./trust";

const families: Readonly<Record<string, readonly QualityCase[]>> = {
  iam,
  trust,
  resource,
  network,
  mesh,
  encryption,
  kms,
  secrets,
  retention,
  audit,
};

/** A case and what the pack says of it, within the concern of the case. */
export interface Outcome {
  /** Family of the case. */
  readonly family: string;
  /** The case. */
  readonly case: QualityCase;
  /** Whether the pack says something of it. */
  readonly isNamed: boolean;
  /** Rules that say something. */
  readonly rules: readonly string[];
}

/** How well the pack and a reviewer agree on a family. */
export interface Figures {
  /** The family, or `all`. */
  readonly family: string;
  /** Stacks that the reviewer rejects. */
  readonly violations: number;
  /** Those of them that the pack names. */
  readonly found: number;
  /** Stacks that the reviewer lets pass. */
  readonly compliant: number;
  /** Those of them that the pack rejects. */
  readonly reported: number;
  /** Share of the rejected stacks that deserve it. */
  readonly precision: number;
  /** Share of the stacks that deserve it that are named. */
  readonly recall: number;
}

/** What the pack says of every case. */
export function outcomes(): readonly Outcome[] {
  return Object.entries(families).flatMap(([family, cases]) =>
    cases.map((quality) => {
      const named = findings(quality).filter((finding) => isAbout(finding, quality));
      return {
        family,
        case: quality,
        isNamed: named.length > 0,
        rules: [...new Set(named.map(({ rule }) => rule))].sort(),
      };
    }),
  );
}

/** How well the pack and a reviewer agree, by family and on the whole. */
export function figures(judged: readonly Outcome[] = outcomes()): readonly Figures[] {
  return [
    ...Object.keys(families).map((family) =>
      figuresOf(
        family,
        judged.filter((outcome) => outcome.family === family),
      ),
    ),
    figuresOf("all", judged),
  ];
}

/** Everything that the whole pack finds in the stack of a case, at preview. */
function findings({ resources }: QualityCase): readonly Finding[] {
  const session = new Session(catalog, defaultConfiguration, { today, isUpdate: false });
  const single = resources.flatMap((resource) => session.judgeResource(resource));
  const deployed = resources.map((resource) => ({ ...resource, properties: resource.outputs }));
  return [...single, ...session.judgeStack(deployed)];
}

/** A violation is found by any verdict on its subject; a compliant stack is only blocked by a mandatory failure. */
function isAbout({ rule, urn, verdict, level }: Finding, quality: QualityCase): boolean {
  const { concern, expect, subject } = quality;
  if (!concern.test(rule)) return false;
  if (expect === "compliant") return verdict === "fail" && level === "mandatory";
  return subject === undefined || urn?.split("::").at(-1) === subject;
}

function figuresOf(family: string, judged: readonly Outcome[]): Figures {
  const violations = judged.filter((outcome) => outcome.case.expect === "violation");
  const compliant = judged.filter((outcome) => outcome.case.expect === "compliant");
  const found = violations.filter(({ isNamed }) => isNamed).length;
  const reported = compliant.filter(({ isNamed }) => isNamed).length;
  return {
    family,
    violations: violations.length,
    found,
    compliant: compliant.length,
    reported,
    precision: found + reported === 0 ? 1 : found / (found + reported),
    recall: found / violations.length,
  };
}
