import { fires, overlooks, staysQuiet, watches } from "../support/detections/prove";

describe("secret-read-failed", () => {
  it("fires on every failed read, one by one or in a batch", fires("secret-read-failed"));
  it("stays quiet on reads that went well and on other failures", staysQuiet("secret-read-failed"));
});

describe("secret-changed", () => {
  it("fires on each change, by whomever, refused or not", fires("secret-changed"));
  it("stays quiet on reads, everyday writes and other services", staysQuiet("secret-changed"));
  it(
    "does not see copies, rotations by hand and moved versions, which a pattern of its own sees",
    overlooks("secret-changed", "secret-diverted"),
  );
});

describe("secret-diverted", () => {
  it(
    "fires on copies, on rotations by hand, and on values that no rotation wrote",
    fires("secret-diverted"),
  );
  it("stays quiet on what rotations write", staysQuiet("secret-diverted"));
  it("does not see a role that is named like a rotation's", overlooks("secret-diverted"));
});

describe("secret-rotation-failed", () => {
  it("BEST-28 fires on each way in which a rotation fails", fires("secret-rotation-failed"));
  it("stays quiet on rotations that began or ended well", staysQuiet("secret-rotation-failed"));
});

describe("secret-rotation", () => {
  it("BEST-28 fires on each way in which a rotation fails", fires("secret-rotation"));
  it(
    "stays quiet on calls of the same name and on events that others made up",
    staysQuiet("secret-rotation"),
  );
  it(
    "does not see rotations in other Regions, which the trail's filter has",
    overlooks("secret-rotation", "secret-rotation-failed"),
  );
});

describe("secret-reads", () => {
  it("fires on each read", fires("secret-reads"));
  it(
    "stays quiet on batches, whose secrets have events of their own, and on other services",
    staysQuiet("secret-reads"),
  );
});

describe("secret-reads-band", () => {
  it("LOG-94 counts what the floor counts", fires("secret-reads-band"));
  it("stays quiet on what the floor does not count", staysQuiet("secret-reads-band"));
});

describe("secret-tampering", () => {
  it("fires on each change that it names", fires("secret-tampering"));
  it("stays quiet on reads and on events that others made up", staysQuiet("secret-tampering"));
  it("does not see changes that the trail's filters have", overlooks("secret-tampering"));
});

describe("key-disabled", () => {
  it("CIS 5.7 fires on keys that are disabled or to be deleted", fires("key-disabled"));
  it("stays quiet on uses of keys and on other services", staysQuiet("key-disabled"));
  it(
    "does not see other ways to lose a key, which a pattern of its own sees",
    overlooks("key-disabled", "key-access-changes"),
  );
});

describe("key-access-changes", () => {
  it("fires on changes of who may use which key", fires("key-access-changes"));
  it("stays quiet on grants of AWS services for themselves", staysQuiet("key-access-changes"));
  it("does not see a grant that somebody had a service make", overlooks("key-access-changes"));
});

describe("key-tampering", () => {
  it("fires on each change that it names", fires("key-tampering"));
  it("stays quiet on uses, and on events that others made up", staysQuiet("key-tampering"));
  it(
    "does not see keys in other Regions, which the trail's filter has",
    overlooks("key-tampering", "key-disabled"),
  );
});

describe("break-glass-use", () => {
  it("fires on each way to assume the role, and on its sessions", fires("break-glass-use"));
  it("stays quiet on other roles and on other services", staysQuiet("break-glass-use"));
});

describe("axon-secret-foreign-read", () => {
  it(
    "SEC-79 fires on every other role, on users and on root, however they name the secret",
    fires("axon-secret-foreign-read"),
  );
  it(
    "SEC-79 stays quiet on the service's own roles and on other secrets",
    staysQuiet("axon-secret-foreign-read"),
  );
  it(
    "does not see the service's own credentials in other hands",
    overlooks("axon-secret-foreign-read"),
  );
});

describe("axon-foreign", () => {
  it("LOG-84 fires on every other role, however it names the secret", fires("axon-foreign"));
  it(
    "LOG-84 stays quiet on the service's own roles, on other secrets and on who has no role",
    staysQuiet("axon-foreign"),
  );
});

describe("axon-rotation-failed", () => {
  it("BEST-34 fires on a step that failed", fires("axon-rotation-failed"));
  it("BEST-34 stays quiet on steps that were done or refused", staysQuiet("axon-rotation-failed"));
});

describe("axon-rotation-errors", () => {
  it("is raised by one in a period, and by no silence", watches("axon-rotation-errors"));
});

describe("orbit-secret-foreign-read", () => {
  it(
    "SEC-79 fires on every other role, on users and on root, however they name the secret",
    fires("orbit-secret-foreign-read"),
  );
  it(
    "SEC-79 stays quiet on the service's own roles and on other secrets",
    staysQuiet("orbit-secret-foreign-read"),
  );
  it(
    "does not see the service's own credentials in other hands",
    overlooks("orbit-secret-foreign-read"),
  );
});

describe("orbit-foreign", () => {
  it("LOG-84 fires on every other role, however it names the secret", fires("orbit-foreign"));
  it(
    "LOG-84 stays quiet on the service's own roles, on other secrets and on who has no role",
    staysQuiet("orbit-foreign"),
  );
});

describe("orbit-rotation-failed", () => {
  it("BEST-34 fires on a step that failed", fires("orbit-rotation-failed"));
  it("BEST-34 stays quiet on steps that were done or refused", staysQuiet("orbit-rotation-failed"));
});

describe("orbit-rotation-errors", () => {
  it("is raised by one in a period, and by no silence", watches("orbit-rotation-errors"));
});

describe("secret-read-without-role", () => {
  it("LOG-84 fires on users and on root", fires("secret-read-without-role"));
  it(
    "LOG-84 stays quiet on every role and on secrets of other stacks",
    staysQuiet("secret-read-without-role"),
  );
});

describe("class-secret-access-anomaly", () => {
  it("fires on whatever raises one of the class's alarms", fires("class-secret-access-anomaly"));
  it("stays quiet on everyday uses", staysQuiet("class-secret-access-anomaly"));
});
