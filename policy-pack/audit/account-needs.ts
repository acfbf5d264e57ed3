import type { JudgedStack, StackResource } from "../engine/rule";
import { textAt } from "../engine/settings";
import { read } from "../engine/value";

/** What an account needs, by type; a setting that is off counts as missing. */
const needs: readonly (readonly [what: string, type: string, setting?: string])[] = [
  ["threat detector", "aws:guardduty/detector:Detector", "enable"],
  ["configuration recorder", "aws:cfg/recorder:Recorder"],
  ["access analyzer", "aws:accessanalyzer/analyzer:Analyzer"],
];

/** Types that an account needs one of. */
export const accountNeedTypes: readonly string[] = needs.map(([, type]) => type);

/** What an account needs and the stack lacks, and what it may have switched off, as lists for people. */
export function accountNeeds(stack: JudgedStack): {
  readonly missing: string;
  readonly open: string;
} {
  const lacking = needs.flatMap(([what, type, setting]) => {
    const texts = stack
      .ofType(type)
      .map(({ properties }) => (setting === undefined ? "" : textAt(read(properties, setting))));
    const isThere = texts.some((text) => text !== undefined && text !== "false");
    return isThere ? [] : [{ what, isOpen: texts.includes(undefined) }];
  });
  const listed = (open: boolean) =>
    lacking
      .filter(({ isOpen }) => isOpen === open)
      .map(({ what }) => what)
      .join(", ");
  return { missing: listed(false), open: listed(true) };
}

const isOfAws = ({ type }: StackResource): boolean => type.startsWith("aws:");

/** What a finding about the whole account is about: the stack itself, if it has any resource of AWS. */
export function accountSubject(stack: JudgedStack): StackResource | undefined {
  const first = stack.resources.find(isOfAws);
  return first === undefined ? undefined : (stack.ofType("pulumi:pulumi:Stack")[0] ?? first);
}
