import type { ControlRow } from "./row";

/** Name of the framework of what the estate was asked to do. */
export const securityDocument = "Security document";

const byHand = (
  id: string,
  title: string,
  manual: NonNullable<ControlRow["manual"]>,
): ControlRow => ({
  ...{ framework: securityDocument, id, title, manual },
  ...{ resources: [], rules: [], tests: [] },
});

/** What no program can do for an organisation, with owner and cadence. */
export const manualControls: readonly ControlRow[] = [
  byHand("compliance/penetration-testing", "Penetration testing", {
    owner: "Security (securityEmail), with a tester who did not build the estate",
    cadence: "once a year, and before a new kind of edge or data goes to production",
    task:
      "Scope: orbit's POST /dispatch, axon's POST /reason, the governance function, the mesh, the roles of the stack. " +
      "Rules of engagement: a named window, a test account or the dev stack first, no denial of service, no data of " +
      "others, stop and report at the first secret, containment in mode approve so that testers meet it. AWS lets " +
      "customers test their own resources of its permitted services without asking first, and forbids some methods, " +
      'such as flooding and walking DNS zones: read "Penetration Testing" at aws.amazon.com/security before each test.',
  }),
  byHand("compliance/incident-response-testing", "Testing of incident response", {
    owner: "Security (securityEmail), with responders of identity.people",
    cadence: "every quarter, each scenario at least once a year",
    task:
      "npm run game-day for all scenarios; then one of them in the dev stack with real findings, approvals and release. " +
      "Compare times with the last report and correct runbooks.",
  }),
  byHand("compliance/access-reviews", "Access reviews", {
    owner: "Owner of each service, and security for the roles of people",
    cadence: "weekly report, decided upon within a week; people and their roles every quarter",
    task: "Read the report of the review, answer each unexpected reader, remove unused access, renew or end waivers.",
  }),
  byHand("identity/mfa", "MFA at the identity provider", {
    owner: "Identity team",
    cadence: "checked every quarter",
    task:
      "Identity Center or the SAML provider asks for a phishing-resistant second factor at each sign-in that leads to " +
      "reader, responder or break-glass: such sessions carry no word of it that AWS could check.",
  }),
  byHand("incident/confirm-subscriptions", "Contacts that can be reached", {
    owner: "Security (securityEmail)",
    cadence: "after the first deployment, then monthly",
    task:
      "Confirm both e-mail subscriptions, set an alarm to ALARM by aws cloudwatch set-alarm-state, and see that both " +
      "addresses get the message; dial the number.",
  }),
  byHand("incident/lessons-applied", "Lessons that change something", {
    owner: "Security (securityEmail)",
    cadence: "within a week after each incident",
    task: "Take each open question of the incident's report to a pattern, rule or runbook, with a test that shows it.",
  }),
];
