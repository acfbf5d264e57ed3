import { expand } from "./ranges";

// Numbers of the recommendations of CIS AWS Foundations Benchmark 7.0.0 by section. Only the numbers stand
// here; the text is the publisher's. Source: a public transcription of 7.0, read 2026-11.
const sections: readonly (readonly [section: string, numbers: string])[] = [
  ["2.1", "1-6"],
  ["2", "2-21"],
  ["3.1", "1-4"],
  ["3.2", "1-4"],
  ["3.3", "1"],
  ["4", "1-10"],
  ["5", "1-16"],
  ["6.1", "1,2"],
  ["6", "2-8"],
];

/** Every recommendation of CIS AWS Foundations Benchmark 7.0. */
export const cisRecommendations: readonly string[] = sections.flatMap(([section, numbers]) =>
  expand(numbers).map((number) => `${section}.${String(number)}`),
);

/** The topics that rules name: what a family of rules is about in the benchmark's words. */
export const cisTopics: readonly string[] = [
  "no full administrative policies",
  "no direct user permissions",
  "no administration ports from anywhere",
  "default group closed",
  "roles rather than long-lived keys",
  "storage public access blocked",
  "storage encryption",
  "TLS-only buckets",
  "key rotation",
  "credentials and rotation",
  "trail, validation, flow logs",
];

/**
 * The recommendations of 7.0 that each rule supports. They stand here and not with the rules: each edition
 * renumbers them, and a topic says too little to count a recommendation as supported.
 */
export const cisRules: Readonly<Record<string, readonly string[]>> = {
  "audit/access-log": ["4.4", "4.10"],
  "audit/account-baseline": ["2.18", "4.3"],
  "audit/account-settings": ["2.8"],
  "audit/data-events": ["4.8", "4.9"],
  "audit/flow-log": ["4.7"],
  "audit/recorder": ["4.3"],
  "audit/trail": ["4.1", "4.2"],
  "encrypt/customer-managed-key": ["3.2.1", "3.3.1", "4.5", "6.1.1"],
  "encrypt/tls-only": ["3.1.1"],
  "iam/aws-managed-policy": ["2.14", "2.20"],
  "iam/complement": ["2.14"],
  "iam/long-lived-credential": ["2.16", "2.19"],
  "iam/wildcard-action": ["2.14"],
  "iam/wildcard-principal": ["2.21"],
  "kms/rotation": ["4.6"],
  "net/administration-port": ["6.3", "6.4"],
  "net/default-addition": ["6.5"],
  "net/default-security-group": ["6.5"],
  "net/network-acl-open": ["6.2"],
  "net/open-rule": ["6.3", "6.4"],
  "reach/public-surface": ["3.2.3"],
  "resource/lambda-permission": ["2.21"],
  "resource/public-access-block": ["3.1.4"],
  "trust/any-principal": ["2.21"],
};
