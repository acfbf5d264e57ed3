import { fires, overlooks, staysQuiet } from "../support/detections/prove";

describe("iam-policy-changes", () => {
  it("CIS 5.4 fires on each change, of other services too", fires("iam-policy-changes"));
  it("stays quiet on reads and on other changes", staysQuiet("iam-policy-changes"));
  it(
    "does not see trust and default versions, which a pattern of its own sees",
    overlooks("iam-policy-changes", "iam-escalation-moves"),
  );
});

describe("iam-escalation-moves", () => {
  it(
    "fires on each change of trust, boundaries, credentials and providers",
    fires("iam-escalation-moves"),
  );
  it("stays quiet on reads, on policies and on other services", staysQuiet("iam-escalation-moves"));
  it(
    "does not see reactivated keys and tags, which a pattern of its own sees",
    overlooks("iam-escalation-moves", "credential-changes"),
  );
});

describe("credential-changes", () => {
  it("fires on each further credential, tag and permission set", fires("credential-changes"));
  it("stays quiet on reads and on other services", staysQuiet("credential-changes"));
  it("does not see what opens nothing to anybody else", overlooks("credential-changes"));
});

describe("trail-changes", () => {
  it("CIS 5.5 fires on each change", fires("trail-changes"));
  it("stays quiet on reads", staysQuiet("trail-changes"));
  it(
    "does not see selectors of the trail; another pattern sees those of events",
    overlooks("trail-changes"),
  );
});

describe("audit-blinding", () => {
  it("fires on each way to blind the trail without touching it", fires("audit-blinding"));
  it("stays quiet on everyday writes and on reads", staysQuiet("audit-blinding"));
  it("does not see streams and subscriptions of logs", overlooks("audit-blinding"));
});

describe("alert-path-changes", () => {
  it("fires on each way to keep what is seen from being told", fires("alert-path-changes"));
  it("stays quiet on other services and on reads", staysQuiet("alert-path-changes"));
  it("does not see where GuardDuty exports to", overlooks("alert-path-changes"));
});

describe("bucket-policy-changes", () => {
  it("CIS 5.8 fires on each change", fires("bucket-policy-changes"));
  it("stays quiet on reads and on other services", staysQuiet("bucket-policy-changes"));
  it(
    "does not see changes that leave the policy as it is, which a pattern of its own sees",
    overlooks("bucket-policy-changes", "bucket-protection-changes"),
  );
});

describe("bucket-protection-changes", () => {
  it(
    "fires on each way to open a bucket that leaves its policy as it is",
    fires("bucket-protection-changes"),
  );
  it("stays quiet on reads and on other services", staysQuiet("bucket-protection-changes"));
  it("does not see access points and server access logs", overlooks("bucket-protection-changes"));
});

describe("config-changes", () => {
  it("CIS 5.9 fires on each change", fires("config-changes"));
  it("stays quiet on reads, rules and other services", staysQuiet("config-changes"));
  it("does not see a recorder that is deleted after it was stopped", overlooks("config-changes"));
});

describe("organization-changes", () => {
  it("CIS 5.15 fires on each change", fires("organization-changes"));
  it("stays quiet on reads and on other services", staysQuiet("organization-changes"));
  it("does not see changes that the benchmark omits", overlooks("organization-changes"));
});

describe("organization-changes-extended", () => {
  it(
    "CIS 5.15 fires on each change, the three more included",
    fires("organization-changes-extended"),
  );
  it("stays quiet on reads and on other services", staysQuiet("organization-changes-extended"));
  it(
    "does not see delegated administrators, trusted access and closed accounts",
    overlooks("organization-changes-extended"),
  );
});

describe("iam-changes", () => {
  it(
    "LOG-85 fires on each change, in the Region where AWS keeps IAM's events",
    fires("iam-changes"),
  );
  it("stays quiet on reads and on events that others made up", staysQuiet("iam-changes"));
  it("does not see verbs that it does not list; the trail's filters do", overlooks("iam-changes"));
});

describe("organization-calls", () => {
  it(
    "LOG-85 fires on each change, in the Region where AWS keeps the organization's events",
    fires("organization-calls"),
  );
  it(
    "stays quiet on reads, on IAM's calls of the same name and on events that others made up",
    staysQuiet("organization-calls"),
  );
  it("does not see delegated administrators and closed accounts", overlooks("organization-calls"));
});

describe("class-iam-permission-change", () => {
  it("fires on whatever raises one of the class's alarms", fires("class-iam-permission-change"));
  it("stays quiet on reads and on other classes", staysQuiet("class-iam-permission-change"));
});
