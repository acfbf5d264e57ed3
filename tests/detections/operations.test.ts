import { fires, staysQuiet, watches } from "../support/detections/prove";

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

describe("correlated-alerts", () => {
  it("fires on one event that raises two classes", fires("correlated-alerts"));
  it("stays quiet on events of a single class", staysQuiet("correlated-alerts"));
});
