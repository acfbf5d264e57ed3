import { fires, keepsBeating, overlooks, staysQuiet, watches } from "../support/detections/prove";

describe("governance-deny", () => {
  it(
    "BEST-34 fires on every decision that denied, as the runtime writes it",
    fires("governance-deny"),
  );
  it(
    "BEST-34 stays quiet on every other event, whatever the caller sent, and in other log groups",
    staysQuiet("governance-deny"),
  );
});

describe("governance-error", () => {
  it(
    "BEST-34 fires on every decision that failed, as the runtime writes it",
    fires("governance-error"),
  );
  it(
    "BEST-34 stays quiet on every other event, whatever the caller sent, and in other log groups",
    staysQuiet("governance-error"),
  );
});

describe("governance-deny-band", () => {
  it("LOG-94 counts what the alarm on denials counts", fires("governance-deny-band"));
  it("stays quiet on everything else", staysQuiet("governance-deny-band"));
});

describe("governance-engine-reloaded", () => {
  it("BEST-34 fires when the engine was loaded anew", fires("governance-engine-reloaded"));
  it("BEST-34 stays quiet on every other event", staysQuiet("governance-engine-reloaded"));
});

describe("governance-not-ready", () => {
  it(
    "BEST-34 fires when governance started without a usable bundle",
    fires("governance-not-ready"),
  );
  it("BEST-34 stays quiet on every other event", staysQuiet("governance-not-ready"));
});

describe("governance-silent", () => {
  it(
    "LOG-88 is kept from firing by heartbeats as the runtime writes them, and by nothing else",
    keepsBeating("governance-silent"),
  );
});

describe("governance-table-writes", () => {
  it(
    "BEST-38 fires on every kind of write by anybody but the stack's roles, and by a responder",
    fires("governance-table-writes"),
  );
  it(
    "BEST-38 stays quiet on reads, and on writes by the stack's own roles",
    staysQuiet("governance-table-writes"),
  );
  it(
    "does not see changes of the table itself, nor a role under the stack's own names",
    overlooks("governance-table-writes"),
  );
});

describe("governance-store-changes", () => {
  it(
    "BEST-38 fires on each change of a table or of who may use it",
    fires("governance-store-changes"),
  );
  it(
    "BEST-38 stays quiet on reads, on writes of items and on other services",
    staysQuiet("governance-store-changes"),
  );
});

describe("governance-errors", () => {
  it("is raised by one in a period, and by no silence", watches("governance-errors"));
});

describe("governance-throttles", () => {
  it("is raised by one in a period, and by no silence", watches("governance-throttles"));
});

describe("governance-dead-letters", () => {
  it("is raised by one in a period, and by no silence", watches("governance-dead-letters"));
});

describe("governance-tampering", () => {
  it(
    "BEST-38 fires on every change of the function, by name or ARN, with whatever version of the API",
    fires("governance-tampering"),
  );
  it(
    "BEST-38 stays quiet on other functions, reads, and events that others made up",
    staysQuiet("governance-tampering"),
  );
  it("does not see functions in other Regions, and layers", overlooks("governance-tampering"));
});

describe("code-signing-tampering", () => {
  it(
    "BEST-38 fires on changes of what signed code is measured by",
    fires("code-signing-tampering"),
  );
  it("BEST-38 stays quiet on reads and new configurations", staysQuiet("code-signing-tampering"));
});

describe("axon-request-deny", () => {
  it("BEST-34 fires on every request that the service refused", fires("axon-request-deny"));
  it(
    "BEST-34 stays quiet on every other event, and in other log groups",
    staysQuiet("axon-request-deny"),
  );
});

describe("axon-request-error", () => {
  it(
    "BEST-34 fires on every request that the service could not verify",
    fires("axon-request-error"),
  );
  it(
    "BEST-34 stays quiet on every other event, and in other log groups",
    staysQuiet("axon-request-error"),
  );
});

describe("axon-bypass-attempted", () => {
  it(
    "BEST-38 fires on a receipt that is missing, forged or used twice",
    fires("axon-bypass-attempted"),
  );
  it(
    "BEST-38 stays quiet on other refusals, and on what callers say",
    staysQuiet("axon-bypass-attempted"),
  );
});

describe("axon-bypassed", () => {
  it("BEST-38 fires on work that no decision is named for", fires("axon-bypassed"));
  it("BEST-38 stays quiet on decided and on refused requests", staysQuiet("axon-bypassed"));
  it("does not see a decision that was made up", overlooks("axon-bypassed"));
});

describe("class-failed-governance-decision", () => {
  it("fires on a denied decision", fires("class-failed-governance-decision"));
  it("stays quiet on lines of other log groups", staysQuiet("class-failed-governance-decision"));
});
