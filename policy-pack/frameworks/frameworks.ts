/** Controls a rule supports. An empty list is an honest gap. */
export interface Frameworks {
  /** NIST SP 800-53 revision 5, such as `AC-6(1)`. */
  readonly nist80053: readonly string[];
  /** Tenets of NIST SP 800-207, section 2.1, by number 1 to 7. */
  readonly nist800207: readonly number[];
  /** PCI DSS 4.0 requirements, such as `7.2.1`. */
  readonly pciDss: readonly string[];
  /** CIS AWS Foundations Benchmark 7.0, by topic. */
  readonly cis: readonly string[];
}

/** Rule families, by the first part of a rule's id. */
export type Family =
  | "iam"
  | "boundary"
  | "trust"
  | "resource"
  | "net"
  | "reach"
  | "mesh"
  | "encrypt"
  | "kms"
  | "secret"
  | "retain"
  | "audit"
  | "contract"
  | "coverage"
  | "provider";

const accessControl: Frameworks = {
  nist80053: ["AC-3", "AC-5", "AC-6", "AC-6(1)", "AC-6(5)", "AC-6(10)"],
  nist800207: [3, 4, 6],
  pciDss: ["7.2.1", "7.2.2", "7.2.5"],
  cis: ["no full administrative policies", "no direct user permissions"],
};

const boundaryProtection: Frameworks = {
  nist80053: ["AC-4", "SC-7", "SC-7(4)", "SC-7(5)", "CM-7"],
  nist800207: [2, 5],
  pciDss: ["1.2.1", "1.3.1", "1.3.2", "1.4.2"],
  cis: ["no administration ports from anywhere", "default group closed"],
};

const inventory: Frameworks = {
  nist80053: ["CM-2", "CM-3", "CM-8", "CA-7"],
  nist800207: [1, 5],
  pciDss: ["1.2.4", "2.2.1"],
  cis: [],
};

/** The controls of each family; a rule may refine them. */
export const familyFrameworks: Readonly<Record<Family, Frameworks>> = {
  iam: accessControl,
  boundary: accessControl,
  trust: {
    nist80053: ["AC-2", "IA-2", "IA-9", "AC-20"],
    nist800207: [3, 4, 6],
    pciDss: ["7.2.5", "8.6.3"],
    cis: ["roles rather than long-lived keys"],
  },
  resource: {
    nist80053: ["AC-3", "AC-4", "AC-21"],
    nist800207: [1, 4],
    pciDss: ["7.2.1", "1.4.4"],
    cis: ["storage public access blocked"],
  },
  net: boundaryProtection,
  reach: boundaryProtection,
  mesh: {
    nist80053: ["SC-8", "SC-8(1)", "IA-3(1)", "IA-9", "SC-23"],
    nist800207: [2, 3, 6],
    pciDss: ["4.2.1", "2.2.7"],
    cis: [],
  },
  encrypt: {
    nist80053: ["SC-8", "SC-8(1)", "SC-13", "SC-28", "SC-28(1)"],
    nist800207: [1, 2],
    pciDss: ["3.5.1", "4.2.1"],
    cis: ["storage encryption", "TLS-only buckets"],
  },
  kms: {
    nist80053: ["SC-12", "SC-13", "AC-5"],
    nist800207: [4, 6],
    pciDss: ["3.6.1", "3.7.1", "3.7.4"],
    cis: ["key rotation"],
  },
  secret: {
    nist80053: ["IA-5", "IA-5(1)", "IA-5(7)"],
    nist800207: [3, 6],
    pciDss: ["8.6.2", "8.6.3"],
    cis: ["credentials and rotation"],
  },
  retain: {
    nist80053: ["AU-11", "SI-12", "CP-9"],
    nist800207: [7],
    pciDss: ["10.5.1"],
    cis: [],
  },
  audit: {
    nist80053: ["AU-2", "AU-3", "AU-9", "AU-9(3)", "AU-12", "SI-4"],
    nist800207: [5, 7],
    pciDss: ["10.2.1", "10.3.2", "10.3.4"],
    cis: ["trail, validation, flow logs"],
  },
  contract: inventory,
  coverage: inventory,
  provider: inventory,
};
