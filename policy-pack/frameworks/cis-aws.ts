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

/**
 * The recommendations each topic stands for. Rules name topics and not numbers: 7.0 renumbered every section,
 * and the next version may do so again. An empty list is a topic that 7.0 has no recommendation for.
 */
export const cisTopics: Readonly<Record<string, readonly string[]>> = {
  "no full administrative policies": ["2.14"],
  "no direct user permissions": ["2.13"],
  "no administration ports from anywhere": ["6.2", "6.3", "6.4"],
  "default group closed": ["6.5"],
  "roles rather than long-lived keys": ["2.16"],
  "storage public access blocked": ["3.1.4"],
  "storage encryption": ["3.2.1", "3.3.1", "6.1.1"],
  "TLS-only buckets": ["3.1.1"],
  "key rotation": ["4.6"],
  "credentials and rotation": ["2.12"],
  "trail, validation, flow logs": ["4.1", "4.2", "4.7"],
};
