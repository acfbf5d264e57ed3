import { fires, overlooks, staysQuiet } from "../support/detections/prove";

describe("unauthorized-api-calls", () => {
  it(
    "CIS 5.1 fires on every refused call, whoever made it, wherever",
    fires("unauthorized-api-calls"),
  );
  it(
    "stays quiet on calls that went well or failed otherwise",
    staysQuiet("unauthorized-api-calls"),
  );
  it(
    "does not see what EC2 refuses by its other code, which the paging variant sees",
    overlooks("unauthorized-api-calls", "unauthorized-api-calls-paging"),
  );
});

describe("unauthorized-api-calls-paging", () => {
  it(
    "CIS 5.1 fires on refused calls by each of their codes",
    fires("unauthorized-api-calls-paging"),
  );
  it(
    "stays quiet on what is refused all day, and on other errors",
    staysQuiet("unauthorized-api-calls-paging"),
  );
});

describe("console-login-without-mfa", () => {
  it("CIS 5.2 fires on a sign-in without MFA", fires("console-login-without-mfa"));
  it(
    "stays quiet on sign-ins with MFA, in vain, or by others than users",
    staysQuiet("console-login-without-mfa"),
  );
  it(
    "does not see a sign-in that says nothing of MFA, which a pattern of its own sees",
    overlooks("console-login-without-mfa", "console-login-mfa-unrecorded"),
  );
});

describe("console-login-mfa-unrecorded", () => {
  it("CIS 5.2 fires on a sign-in that says nothing of MFA", fires("console-login-mfa-unrecorded"));
  it(
    "stays quiet where MFA is recorded, on failures and on root",
    staysQuiet("console-login-mfa-unrecorded"),
  );
  it(
    "does not see a federated session, whose provider asks for MFA or not",
    overlooks("console-login-mfa-unrecorded"),
  );
});

describe("root-use", () => {
  it(
    "CIS 5.3 fires on everything that root does, reads and other Regions included",
    fires("root-use"),
  );
  it("stays quiet on others, and on what AWS does in root's name", staysQuiet("root-use"));
});

describe("root-activity", () => {
  it("CIS 5.3 fires on root's sign-ins and changes", fires("root-activity"));
  it(
    "stays quiet on others, on AWS's own events, and on events of another kind",
    staysQuiet("root-activity"),
  );
  it(
    "does not see root's reads and its sign-ins at other Regions' endpoints, which the trail's filter has",
    overlooks("root-activity", "root-use"),
  );
});

describe("console-login-failed", () => {
  it("CIS 5.6 fires on wrong passwords", fires("console-login-failed"));
  it(
    "stays quiet on successful sign-ins and on other services",
    staysQuiet("console-login-failed"),
  );
  it(
    "does not see failures with another message or none, which a pattern of its own sees",
    overlooks("console-login-failed", "console-login-refused"),
  );
});

describe("console-login-refused", () => {
  it("CIS 5.6 fires on failures with another message or none", fires("console-login-refused"));
  it("stays quiet on wrong passwords and on successes", staysQuiet("console-login-refused"));
});

describe("mesh-requests-denied", () => {
  it("fires on requests that the mesh denied", fires("mesh-requests-denied"));
  it("stays quiet on other answers, and on other log groups", staysQuiet("mesh-requests-denied"));
  it("does not see a line without the code", overlooks("mesh-requests-denied"));
});

describe("access-findings", () => {
  it("fires on active findings of both kinds", fires("access-findings"));
  it(
    "stays quiet on findings that are settled, and on events of others",
    staysQuiet("access-findings"),
  );
});

describe("security-hub-findings", () => {
  it("fires on new grave findings, also among others", fires("security-hub-findings"));
  it("stays quiet on milder, suppressed and archived ones", staysQuiet("security-hub-findings"));
  it("does not see a finding that somebody was told of before", overlooks("security-hub-findings"));
});

describe("inspector-findings", () => {
  it("fires on active grave findings", fires("inspector-findings"));
  it("stays quiet on milder, closed and suppressed ones", staysQuiet("inspector-findings"));
});

describe("macie-findings", () => {
  it("fires from medium severity on", fires("macie-findings"));
  it("stays quiet on low severity, and on events of others", staysQuiet("macie-findings"));
});

describe("class-unauthorized-access", () => {
  it("fires on whatever raises one of the class's alarms", fires("class-unauthorized-access"));
  it(
    "stays quiet on everyday refusals and on what is no refusal",
    staysQuiet("class-unauthorized-access"),
  );
});
