import type { ConfigIssue } from "./issues";
import type { Config } from "./resolve";

/** Checks that the stack which owns the account's settings switches on what a detector of AWS asks for. */
export function checkDetectors({
  accountBaseline,
  monitoring: { detectors },
}: Pick<Config, "accountBaseline" | "monitoring">): readonly ConfigIssue[] {
  if (accountBaseline === "reference") return [];
  return needs
    .filter(({ detector, needed }) => detectors[detector] && !detectors[needed])
    .map(({ code, detector, needed, problem }) => ({
      code,
      path: `monitoring.detectors.${detector}`,
      problem,
      given: "true",
      fix: `set monitoring.detectors.${needed} to true, or monitoring.detectors.${detector} to false`,
    }));
}

// Sources: Security Hub User Guide, "Enabling and configuring AWS Config for Security Hub CSPM"; Detective API
// Reference, "CreateGraph".
const needs = [
  {
    code: "MON001",
    detector: "securityHub",
    needed: "configRecorder",
    problem: "Security Hub checks nothing that AWS Config does not record",
  },
  {
    code: "MON002",
    detector: "detective",
    needed: "guardDuty",
    problem: "Detective asks for GuardDuty",
  },
] as const;
