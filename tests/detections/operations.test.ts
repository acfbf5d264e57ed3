import { fires, keepsBeating, overlooks, staysQuiet, watches } from "../support/detections/prove";

describe("trail-silent", () => {
  it("LOG-88 is raised by an hour without an event, and by no event", watches("trail-silent"));
});

describe("alerts-undelivered", () => {
  it("BEST-35 is raised by one alert that waits, and by no silence", watches("alerts-undelivered"));
});

describe("containment-at-work", () => {
  it("IR-99 is raised while containment works, and by no silence", watches("containment-at-work"));
});

describe("containment-errors", () => {
  it("is raised by one failure, and by no silence", watches("containment-errors"));
});

describe("access-review-errors", () => {
  it("is raised by one failure, and by no silence", watches("access-review-errors"));
});

describe("incident-failed", () => {
  it("is raised by one failure, and by no silence", watches("incident-failed"));
});

describe("incident-timed-out", () => {
  it("is raised by one that took too long, and by no silence", watches("incident-timed-out"));
});

describe("incident-aborted", () => {
  it("is raised by one in a period, and by no silence", watches("incident-aborted"));
});

describe("incident-throttled", () => {
  it("is raised by one in a period, and by no silence", watches("incident-throttled"));
});

describe("access-review-silent", () => {
  it(
    "BEST-37 is kept from firing by a review that was done, and by nothing else",
    keepsBeating("access-review-silent"),
  );
});

describe("incident-step-failed", () => {
  it(
    "BEST-34 fires on a step of an incident that failed, as the runtime writes it",
    fires("incident-step-failed"),
  );
  it("BEST-34 stays quiet on every other event", staysQuiet("incident-step-failed"));
});

describe("incident-finding", () => {
  it("BEST-36 fires on severe findings of the account", fires("incident-finding"));
  it(
    "BEST-36 stays quiet on milder and archived ones, and on those of other accounts",
    staysQuiet("incident-finding"),
  );
  it(
    "does not see a finding that does not say whether it is archived",
    overlooks("incident-finding"),
  );
});

describe("axon-theft", () => {
  it(
    "BEST-36 fires on every other role, on users and on root, however they name the secret",
    fires("axon-theft"),
  );
  it(
    "BEST-36 stays quiet on the service's own roles, and on events that others made up",
    staysQuiet("axon-theft"),
  );
});

describe("orbit-theft", () => {
  it(
    "BEST-36 fires on every other role, on users and on root, however they name the secret",
    fires("orbit-theft"),
  );
  it(
    "BEST-36 stays quiet on the service's own roles, and on events that others made up",
    staysQuiet("orbit-theft"),
  );
});

describe("incident-network-change", () => {
  it(
    "BEST-36 fires on a role of the stack that changes security groups",
    fires("incident-network-change"),
  );
  it(
    "BEST-36 stays quiet on containment itself, and on whoever is no role of the stack",
    staysQuiet("incident-network-change"),
  );
  it(
    "does not see people who change the network, which starts nothing",
    overlooks("incident-network-change"),
  );
});

describe("axon-bypass", () => {
  it("BEST-36 fires on the alarms on bypasses", fires("axon-bypass"));
  it(
    "BEST-36 stays quiet on other states, other alarms and other accounts",
    staysQuiet("axon-bypass"),
  );
});

describe("correlated-alerts", () => {
  it("fires on one event that raises two classes", fires("correlated-alerts"));
  it("stays quiet on events of a single class", staysQuiet("correlated-alerts"));
});
