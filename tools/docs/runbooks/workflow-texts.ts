/** What each state of the workflow does; in the order in which they are met. */
export const stateMeanings: Readonly<Record<string, string>> = {
  Detect:
    "Reads the finding, refuses what is none of this account, claims it: of two executions one goes on.",
  Detected: "Ends what is refused or claimed already; releases what a responder names by id.",
  Assess: "Tells which one service is meant, from whose session acted.",
  Assessed: "Contains, tells people, or ends.",
  TellPeople: "Mail: a finding needs you, nothing was contained.",
  NothingToDo: "End of a duplicate, or of what was no finding.",
  Preserve:
    "Saves what the service is like, and its log of the last 15 minutes, to the evidence bucket.",
  Quarantine: "Sets the service's flag: governance denies its calls.",
  AskApproval: "Mail with a token: may containment go on? Waits 4 hours.",
  Escalate: "The same mail once more. Waits 30 days.",
  Revoke: "Denies everything to each role of the service: sessions of before, and new ones.",
  Isolate: "Denies every call through the mesh, revokes the rules of its security groups.",
  Stop: "Wants no task, stops each, stops the rotation function. This cuts connections that there are.",
  Verify: "Reads everything back; what does not hold is `failed`.",
  TellContained: "Mail with the record of every step.",
  Eradicate: "Restores what rotates the service's secrets, and rotates each.",
  AskRecovery: "Mail with a token: may the service run again? Waits 30 days.",
  TellKept: "Mail: it stays contained.",
  Release: "Restores roles, groups, mesh, rotation and tasks, verifies them, lifts the flag last.",
  TellReleased: "Mail with what release did.",
  Learn: "Writes `report.json` and `report.html` beside the evidence.",
  Recorded: "End.",
};

/** Outcome, reason and meaning of records that people have to act on; reasons are the function's own words. */
export const recordMeanings: readonly (readonly [string, string, string])[] = [
  ["skipped", "`another execution has it`", "Follow the other execution. Nothing is lost."],
  [
    "skipped",
    "`nothing saved`",
    "It could not be restored, so it was not changed. Save and change it by hand: [by-hand.md](by-hand.md).",
  ],
  [
    "skipped",
    "`denied already`, `quarantined already`, `stopped already`, `none runs`",
    "It held before. Nothing to do.",
  ],
  [
    "skipped",
    "`where they run is not configured`",
    "Tasks run on: stop them by hand, then set `incidentResponse.containment.workload`.",
  ],
  [
    "skipped",
    "`it does not rotate: people replace it`",
    "Replace the secret by hand; whoever owns the other end goes first.",
  ],
  [
    "skipped",
    "`the finding is about what rotates it: people replace it`",
    "The rotation function is suspect: replace its secrets by hand.",
  ],
  [
    "skipped",
    "`not all of it is as before`",
    "Release is not complete: the flag stays. Look for `failed`, mend it, release again.",
  ],
  [
    "failed",
    "`drifted`",
    "Somebody changed it since. Compare with `before.json`, decide, restore it by hand, release again.",
  ],
  [
    "failed",
    "`the flag does not hold`",
    "Governance's table did not keep it. Set the flag by hand, and escalate.",
  ],
  ["failed", "`it does not hold`", "`Verify` found it open: do that step by hand."],
  ["failed", "`what was saved cannot be read`", "Restore by `pulumi up` and by hand."],
  [
    "failed",
    "`AccessDenied…`",
    "A policy or boundary locks the function out: do the step by hand, and escalate.",
  ],
  [
    "failed",
    "any other name",
    "AWS refused or did not answer: do the step by hand, or start the workflow again.",
  ],
];
