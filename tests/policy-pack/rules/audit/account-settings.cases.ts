import type { Properties } from "../../../../policy-pack/engine/value";
import { accountSettingsRule } from "../../../../policy-pack/rules/audit/account-settings";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const snapshots = (properties: Properties) => [
  resource("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess", properties),
];
const images = (properties: Properties) => [
  resource("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess", properties),
];
const metadata = (properties: Properties) => [
  resource("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults", properties),
];
const strong = {
  minimumPasswordLength: 14,
  passwordReusePrevention: 24,
  requireLowercaseCharacters: true,
  requireUppercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
};
const passwords = (properties: Properties) => [
  resource("aws:iam/accountPasswordPolicy:AccountPasswordPolicy", { ...strong, ...properties }),
];

const sharing: readonly RuleCase[] = [
  {
    title: "snapshots that nobody can share with everybody",
    resources: snapshots({ state: "block-all-sharing" }),
    verdict: "pass",
  },
  {
    title: "snapshots that stay public",
    resources: snapshots({ state: "block-new-sharing" }),
    verdict: "fail",
    level: "mandatory",
    path: "/state",
    message: /Snapshots can be public/,
    fix: /block-all-sharing/,
    count: 1,
  },
  { title: "snapshots without a state", resources: snapshots({}), verdict: "fail" },
  {
    title: "snapshots whose state is unknown",
    resources: snapshots({ state: unknown }),
    verdict: "undecided",
    path: "/state",
  },
  {
    title: "images that nobody can make public",
    resources: images({ state: "block-new-sharing" }),
    verdict: "pass",
  },
  {
    title: "images that can be made public",
    resources: images({ state: "unblocked" }),
    verdict: "fail",
    message: /Images can be made public/,
    fix: /block-new-sharing/,
    count: 1,
  },
];

const machines: readonly RuleCase[] = [
  {
    title: "machines that ask for tokens and answer within one hop",
    resources: metadata({ httpTokens: "required", httpPutResponseHopLimit: 1 }),
    verdict: "pass",
  },
  {
    title: "machines that ask for tokens, without a hop limit",
    resources: metadata({ httpTokens: "required" }),
    verdict: "pass",
  },
  {
    title: "machines that ask for no token",
    resources: metadata({ httpTokens: "optional" }),
    verdict: "fail",
    path: "/httpTokens",
    message: /no token is asked for/,
    fix: /"required"/,
    count: 1,
  },
  { title: "machines that may ask for tokens", resources: metadata({}), verdict: "fail", count: 1 },
  {
    title: "machines without a metadata service",
    resources: metadata({ httpEndpoint: "disabled" }),
    verdict: "pass",
  },
  {
    title: "machines that may have a metadata service, and ask for no token",
    resources: metadata({ httpEndpoint: unknown }),
    verdict: "undecided",
    path: "/httpTokens",
  },
  {
    title: "machines that answer within two hops",
    resources: metadata({ httpTokens: "required", httpPutResponseHopLimit: 2 }),
    verdict: "fail",
    path: "/httpPutResponseHopLimit",
    message: /as many hops as 2\.$/,
    fix: /^Set httpPutResponseHopLimit to 1\.$/,
    count: 1,
  },
  {
    title: "machines that answer within two hops, where that is allowed",
    resources: metadata({ httpTokens: "required", httpPutResponseHopLimit: 2 }),
    configuration: { rules: { "audit/account-settings": { params: { metadataHops: 2 } } } },
    verdict: "pass",
  },
  {
    title: "machines whose hop limit is unknown",
    resources: metadata({ httpTokens: "required", httpPutResponseHopLimit: unknown }),
    verdict: "undecided",
    path: "/httpPutResponseHopLimit",
  },
];

const users: readonly RuleCase[] = [
  { title: "passwords that are long, mixed and new", resources: passwords({}), verdict: "pass" },
  {
    title: "passwords of 13 characters",
    resources: passwords({ minimumPasswordLength: 13 }),
    verdict: "fail",
    path: "/minimumPasswordLength",
    message: /long enough with 13\.$/,
    fix: /^Set minimumPasswordLength to 14\.$/,
    count: 1,
  },
  {
    title: "passwords whose length nobody says",
    resources: passwords({ minimumPasswordLength: null }),
    verdict: "fail",
    message: /with 6\.$/,
  },
  {
    title: "a length that is unknown",
    resources: passwords({ minimumPasswordLength: unknown }),
    verdict: "undecided",
    path: "/minimumPasswordLength",
    message: /^minimumPasswordLength is unknown\.$/,
  },
  {
    title: "the last 23 passwords refused",
    resources: passwords({ passwordReusePrevention: 23 }),
    verdict: "fail",
    path: "/passwordReusePrevention",
    message: /number 23\.$/,
    fix: /to 24\./,
    count: 1,
  },
  {
    title: "no earlier password refused",
    resources: passwords({ passwordReusePrevention: null }),
    verdict: "fail",
    message: /number 0\.$/,
  },
  ...(
    [
      ["requireLowercaseCharacters", /no lower-case letters/],
      ["requireUppercaseCharacters", /no upper-case letters/],
      ["requireNumbers", /no digits/],
      ["requireSymbols", /no symbols/],
    ] as const
  ).flatMap(([property, message]): readonly RuleCase[] => [
    {
      title: `passwords that may do without: ${property}`,
      resources: passwords({ [property]: false }),
      verdict: "fail",
      path: `/${property}`,
      message,
      fix: new RegExp(`Set ${property} to true`),
      count: 1,
    },
    {
      title: `passwords of which nobody says ${property}`,
      resources: passwords({ [property]: null }),
      verdict: "fail",
      count: 1,
    },
  ]),
];

export const accountSettingsCases = ruleCases(accountSettingsRule, [
  ...sharing,
  ...machines,
  ...users,
]);
