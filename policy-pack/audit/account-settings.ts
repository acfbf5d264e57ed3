import { undecidable, violated } from "../engine/observations";
import type { CheckContext, Observation } from "../engine/rule";
import { numberParam } from "../engine/rule";
import type { Setting } from "../engine/settings";
import { numberOf, type Properties, pointer, read } from "../engine/value";

const snapshots = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess";
const images = "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess";
const metadata = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults";
const passwords = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";

const characters = [
  ["requireLowercaseCharacters", "lower-case letters"],
  ["requireUppercaseCharacters", "upper-case letters"],
  ["requireNumbers", "digits"],
  ["requireSymbols", "symbols"],
] as const;

/**
 * Settings that hold for a whole account or Region, and their right values. Sources: EBS User Guide, "Block public
 * access for snapshots" (block-new-sharing leaves public what was public); EC2 User Guide, "Block public access to
 * your AMIs" and "Configure instance metadata options"; FSBP IAM.7.
 */
export const accountSettings: readonly Setting[] = [
  {
    type: snapshots,
    path: "state",
    good: /^block-all-sharing$/,
    absent: "fail",
    wrong: "Snapshots can be public.",
    fix: 'Set state to "block-all-sharing".',
  },
  {
    type: images,
    path: "state",
    good: /^block-new-sharing$/,
    absent: "fail",
    wrong: "Images can be made public.",
    fix: 'Set state to "block-new-sharing".',
  },
  {
    type: metadata,
    path: "httpTokens",
    good: /^required$/,
    absent: "fail",
    when: { path: "httpEndpoint", is: /^(?!disabled$)/ },
    wrong:
      "Machines give their credentials to whoever can make them send a request: no token is asked for.",
    fix: 'Set httpTokens to "required".',
  },
  ...characters.map(
    ([path, what]): Setting => ({
      type: passwords,
      path,
      good: /^true$/,
      absent: "fail",
      wrong: `Passwords need no ${what}.`,
      fix: `Set ${path} to true.`,
    }),
  ),
];

/** A number that holds for a whole account, and its bound. */
export interface AccountNumber {
  /** Type token. */
  readonly type: string;
  /** Property. */
  readonly path: string;
  /** The param of the rule that holds the bound. */
  readonly param: string;
  /** Whether the bound is the least or the most. */
  readonly bound: "least" | "most";
  /** What AWS does when nothing is said. */
  readonly absent: number;
  /** What is wrong, before the number that is there. */
  readonly wrong: string;
}

/** Numbers that hold for a whole account. Sources: CIS AWS Foundations Benchmark; FSBP IAM.15, IAM.16, AutoScaling.4. */
export const accountNumbers: readonly AccountNumber[] = [
  {
    type: passwords,
    path: "minimumPasswordLength",
    param: "passwordLength",
    bound: "least",
    absent: 6,
    wrong: "Passwords are long enough with",
  },
  {
    type: passwords,
    path: "passwordReusePrevention",
    param: "passwordReuse",
    bound: "least",
    absent: 0,
    wrong: "The earlier passwords that are refused number",
  },
  // -1 is no preference: AWS then takes 1, or what the image says.
  {
    type: metadata,
    path: "httpPutResponseHopLimit",
    param: "metadataHops",
    bound: "most",
    absent: -1,
    wrong: "Answers of the metadata service travel as many hops as",
  },
];

/** Judges one number of a resource. */
export function judgeNumber(
  properties: Properties,
  { path, param, bound, absent, wrong }: AccountNumber,
  context: Pick<CheckContext, "params">,
): readonly Observation[] {
  const reading = read(properties, path);
  const limit = numberParam(context, param);
  const fix = `Set ${path} to ${String(limit)}.`;
  const at = pointer([path]);
  if (reading.kind === "unknown") return [undecidable(at, `${path} is unknown.`, fix)];
  const value = reading.kind === "absent" ? absent : numberOf(reading.value);
  const isRight = bound === "least" ? value >= limit : value <= limit;
  return isRight ? [] : [violated(at, `${wrong} ${String(value)}.`, fix)];
}
