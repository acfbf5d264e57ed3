import type { RuleMetadata } from "../engine/rule";
import { cisRecommendations, cisRules } from "./cis-aws";
import type { Frameworks } from "./frameworks";
import { nist80053Controls } from "./nist-800-53";
import { pciDssRequirements } from "./pci-dss";

/** Version of the map from rules to controls; it changes with every change of what a rule is mapped to. */
export const mapVersion = "1.0.0";

/** Day on which the map was last reviewed against the standards. */
export const mapDate = "2026-11-24";

/** A standard whose controls rules support. */
export interface Standard {
  /** Name of its list in a rule's `frameworks`. */
  readonly key: keyof Frameworks;
  /** Name, as its publisher writes it. */
  readonly title: string;
  /** Version that the ids are taken from. */
  readonly version: string;
  /** Every id of that version. */
  readonly controls: readonly string[];
  /** The ids a rule is mapped to; those that are not in `controls` are errors of the mapping. */
  readonly idsOf: (rule: MappedRule) => readonly string[];
}

/** What of a rule its mapping needs. */
export type MappedRule = Pick<RuleMetadata, "id" | "frameworks">;

// Section 2.1 of the publication has seven tenets; it numbers them and gives them no other id.
const tenets = ["1", "2", "3", "4", "5", "6", "7"];

/** The standards that rules are mapped to. */
export const standards: readonly Standard[] = [
  {
    key: "nist80053",
    title: "NIST SP 800-53",
    version: "revision 5",
    controls: nist80053Controls,
    idsOf: ({ frameworks }) => frameworks.nist80053,
  },
  {
    key: "nist800207",
    title: "NIST SP 800-207 tenets",
    version: "2020-08",
    controls: tenets,
    idsOf: ({ frameworks }) => frameworks.nist800207.map(String),
  },
  {
    key: "pciDss",
    title: "PCI DSS",
    version: "4.0",
    controls: pciDssRequirements,
    idsOf: ({ frameworks }) => frameworks.pciDss,
  },
  {
    key: "cis",
    title: "CIS AWS Foundations Benchmark",
    version: "7.0",
    controls: cisRecommendations,
    idsOf: ({ id }) => (Object.hasOwn(cisRules, id) ? (cisRules[id] ?? []) : []),
  },
];
