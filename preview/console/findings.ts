import { nameOf } from "../engine/urn";
import type { Finding } from "../findings";
import { plain, styled } from "./text";

/** Findings grouped by rule, mandatory rules first: why and fix once where they are the same, then a line each. */
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
  const isMandatory = group.some(({ level }) => level === "mandatory");
  const level = isMandatory ? "mandatory" : "advisory";
  const heading = styled([isMandatory ? "red" : "yellow", "bold"], plain(`${level} ${rule}`));
  const sharesFix = group.every(({ fix }) => fix === first.fix);
  return [
    "",
    `${heading}  ${first.severity === "unspecified" ? "" : first.severity}`.trimEnd(),
    ...labelled("why", first.why),
    ...(sharesFix ? labelled("fix", first.fix) : []),
    ...group.map((finding) => renderFinding(finding, isMandatory, !sharesFix)),
  ];
}

function renderFinding(finding: Finding, inMandatory: boolean, withFix: boolean): string {
  const { urn, path, verdict, level, message, fix, waived } = finding;
  const subject = `${urn === "" ? "the stack" : nameOf(urn)} ${path}`.trimEnd();
  const marks = [
    ...(inMandatory && level === "advisory" && waived === "" ? ["advisory"] : []),
    ...(waived === "" ? [] : [`waived ${waived}`]),
    ...(verdict === "undecided" ? ["undecided"] : []),
  ].map((mark) => `${mark}: `);
  const ownFix = withFix && fix !== "" ? ` fix: ${fix}` : "";
  return oneLine(`  ${subject}: ${marks.join("")}${message}${ownFix}`);
}

const labelled = (label: string, text: string): readonly string[] =>
  text === "" ? [] : [oneLine(`  ${label}: ${text}`)];

const oneLine = (text: string): string => plain(text).replaceAll(/\s*\n\s*/g, " ");
