import { nameOf } from "../engine/urn";
import type { Finding } from "../findings";
import { plain, styled } from "./text";

/** Findings grouped by rule: mandatory rules first; why and fix once for each rule where they are the same. */
export function renderFindings(findings: readonly Finding[]): readonly string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    groups.set(finding.rule, [...(groups.get(finding.rule) ?? []), finding]);
  }
  const isMandatory = ([, group]: readonly [string, readonly Finding[]]) =>
    group.some(({ level }) => level === "mandatory");
  const entries = [...groups];
  return [
    ...entries.filter(isMandatory),
    ...entries.filter((entry) => !isMandatory(entry)),
  ].flatMap(([rule, group]) => renderGroup(rule, group));
}

function renderGroup(rule: string, group: readonly Finding[]): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const color = first.level === "mandatory" ? "red" : "yellow";
  const heading = styled([color, "bold"], plain(`${first.level} ${rule}`));
  const sharesFix = group.every(({ fix }) => fix === first.fix);
  return [
    "",
    `${heading}  ${first.severity === "unspecified" ? "" : first.severity}`.trimEnd(),
    ...indented("why", first.why),
    ...(sharesFix ? indented("fix", first.fix) : []),
    ...group.flatMap((finding) => renderFinding(finding, !sharesFix)),
  ];
}

function renderFinding(finding: Finding, withFix: boolean): readonly string[] {
  const name = finding.urn === "" ? "the stack" : nameOf(finding.urn);
  const undecided = finding.verdict === "undecided" ? "undecided: " : "";
  return [
    plain(`  ${name} ${finding.path}`.trimEnd()),
    ...plain(`${undecided}${finding.message}`)
      .split("\n")
      .map((line) => `    ${line}`),
    ...(withFix ? indented("  fix", finding.fix) : []),
  ];
}

const indented = (label: string, text: string): readonly string[] =>
  text === "" ? [] : [`  ${label}: ${plain(text)}`];
