/** Ids that a rule's nearest counterpart elsewhere is mapped to, separated by spaces. */
export interface IndependentIds {
  /** NIST SP 800-53 controls, without enhancements. */
  readonly nist80053: string;
  /** PCI DSS 4.0 requirements. */
  readonly pciDss: string;
  /** CIS AWS Foundations Benchmark 7.0 recommendations. */
  readonly cis: string;
}

/** Where the ids come from. */
export const independentSource =
  "the compliance mappings of Prowler (Apache-2.0) as of 2026-08-21, by the check nearest to each rule";

/**
 * What somebody else maps comparable checks to. Only rules with a counterpart are here. It is no authority:
 * differences are for review, and a deliberate one stays.
 */
export const independentMap: Readonly<Record<string, IndependentIds>> = {
  "audit/flow-log": {
    nist80053:
      "AC-4 AU-2 AU-3 AU-6 AU-8 AU-12 AU-14 CA-7 CM-5 CM-6 CM-9 IA-3 MA-4 PM-14 PM-31 SI-4 SI-7",
    pciDss:
      "5.3.4 10.2.1 10.2.1.1 10.2.1.2 10.2.1.3 10.2.1.4 10.2.1.5 10.2.1.6 10.2.1.7 10.2.2 10.3.1 10.6.3 A1.2.1",
    cis: "4.7",
  },
  "audit/trail": {
    nist80053:
      "AC-2 AC-3 AC-4 AC-6 AU-2 AU-3 AU-6 AU-8 AU-9 AU-10 AU-12 AU-14 CA-7 CM-5 CM-6 CM-9 IA-3 MA-4 PM-11 PM-14 PM-17 PM-31 SA-1 SA-10 SC-7 SC-16 SI-1 SI-3 SI-4 SI-7 SI-10",
    pciDss:
      "5.3.4 10.2.1 10.2.1.1 10.2.1.2 10.2.1.3 10.2.1.4 10.2.1.5 10.2.1.6 10.2.1.7 10.2.2 10.3.1 10.3.2 10.3.3 10.3.4 10.6.3 A1.2.1",
    cis: "4.1 4.2",
  },
  "audit/access-log": {
    nist80053:
      "AC-4 AU-2 AU-3 AU-6 AU-8 AU-10 AU-12 AU-14 CA-7 CM-5 IA-3 MA-4 PM-14 PM-31 SC-7 SI-4 SI-7",
    pciDss: "",
    cis: "4.10",
  },
  "encrypt/bucket": {
    nist80053: "AU-9 CM-6 CM-9 CP-9 PM-11 SC-8 SC-13 SC-16 SC-28 SI-19",
    pciDss: "3.5.1 8.3.2",
    cis: "",
  },
  "encrypt/customer-managed-key": {
    nist80053: "AU-9 CP-9 SC-8 SC-13 SC-28 SI-19",
    pciDss: "3.5.1 8.3.2 10.3.2 10.3.3 10.3.4 A1.2.1",
    cis: "3.2.1",
  },
  "encrypt/tls-only": {
    nist80053:
      "AC-4 AC-17 AC-24 AU-9 CA-9 CM-6 CM-9 IA-5 PM-11 PM-17 SC-7 SC-8 SC-13 SC-16 SC-23 SI-1",
    pciDss: "1.2.5 2.2.5 2.2.7 4.2.1 4.2.1.1 8.3.2",
    cis: "3.1.1",
  },
  "encrypt/in-transit": {
    nist80053: "AC-4 AC-24 AU-9 CA-9 PM-17 SC-7 SC-8 SC-13 SC-23 SI-1",
    pciDss: "1.2.5 2.2.5 2.2.7 4.2.1 4.2.1.1 8.3.2",
    cis: "",
  },
  "iam/wildcard-action": {
    nist80053: "AC-2 AC-3 AC-4 AC-5 AC-6 AC-24 CM-5 CM-6 CM-9 MP-2 SC-23 SC-25",
    pciDss: "",
    cis: "2.14",
  },
  "iam/long-lived-credential": {
    nist80053: "AC-2 AC-3 AC-4 AC-6 AC-24 CM-5 CM-6 CM-9 MP-2 SC-23",
    pciDss: "7.2.4 7.2.5.1 8.2.6 8.3.5 8.3.7 8.3.9 8.3.10.1 8.6.3 A3.4.1",
    cis: "2.11 2.12",
  },
  "iam/wildcard-principal": {
    nist80053: "AC-2 AC-3 AC-4 AC-6 AC-17 CM-6 CM-9 MP-2 SC-7 SC-25",
    pciDss: "",
    cis: "2.21",
  },
  "kms/rotation": {
    nist80053: "CM-6 CM-9 SA-9 SC-12",
    pciDss: "3.7.4 3.7.5",
    cis: "4.6",
  },
  "net/administration-port": {
    nist80053: "AC-17 CM-9 SC-7",
    pciDss: "1.2.8 1.3.1 1.3.2 1.4.2 1.5.1 A1.1.3",
    cis: "6.3 6.4",
  },
  "net/default-security-group": {
    nist80053: "AC-4 AC-17 CM-6 CM-9 SC-7",
    pciDss: "",
    cis: "6.5",
  },
  "net/network-acl-open": {
    nist80053: "AC-4 AC-17 CM-2 CM-6 CM-7 CM-8 CM-9 SC-7",
    pciDss: "",
    cis: "6.2",
  },
  "reach/public-surface": {
    nist80053: "AC-2 AC-3 AC-4 AC-6 AC-17 MP-2 SC-7 SC-25",
    pciDss: "1.2.8 1.3.1 1.3.2 1.4.2 1.5.1 3.5.1.3 10.3.2 A1.1.2 A1.1.3 A3.4.1",
    cis: "3.2.3",
  },
  "resource/lambda-permission": {
    nist80053: "AC-2 AC-3 AC-4 AC-6 AC-17 MP-2 SC-7 SC-25",
    pciDss: "1.2.8 1.3.1 1.3.2 1.4.2 1.5.1 3.5.1.3 10.3.2 A1.1.2 A1.1.3 A3.4.1",
    cis: "2.21",
  },
  "resource/public-access-block": {
    nist80053: "",
    pciDss: "",
    cis: "3.1.4",
  },
  "retain/log-group-days": {
    nist80053: "AC-16 AU-6 AU-10 AU-11 AU-12 AU-14 CA-7 PM-14 PM-21 PM-31 SC-28 SI-4 SI-12",
    pciDss: "3.2.1 3.3.1.1 3.3.1.3 3.3.2 3.3.3 5.3.4 10.5.1",
    cis: "",
  },
  "retain/minimum": {
    nist80053: "CP-1 CP-2 CP-6 CP-9 CP-10 SC-5 SI-13",
    pciDss: "3.2.1 3.3.1.1 3.3.1.3 3.3.2 3.3.3 10.3.3 10.5.1",
    cis: "",
  },
  "retain/recovery": {
    nist80053: "CA-7 CM-3 CP-1 CP-2 SA-15 SC-5 SC-22 SI-13",
    pciDss: "",
    cis: "",
  },
  "secret/rotation": {
    nist80053: "AC-2 AC-3 AC-4 AC-24 CM-5 SC-23",
    pciDss: "3.5.1 8.2.2 8.3.2 8.3.5 8.3.7 8.3.9 8.3.10.1 8.6.3",
    cis: "",
  },
};
