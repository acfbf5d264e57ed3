import type { Guide } from "./guide";

/** Runbooks of what people and roles do with the account. */
export const accessGuides: readonly Guide[] = [
  {
    alertClass: "unauthorized-access",
    title: "Unauthorized access attempts",
    queries: ["refused-api-calls", "root-use", "refused-by-mesh"],
    lookups: [
      { by: "EventName", value: "ConsoleLogin" },
      { by: "Username", value: "USER_OR_SESSION" },
    ],
    questions: [
      {
        ask: "Is it root, or a console sign-in without MFA that nobody announced?",
        yes: "escalate now: root ends every containment of this stack",
        no: "go on",
      },
      {
        ask: "Is the actor a role of a service (`sessionIssuer` ends in `-task`, `-execution` or `-to-`)?",
        yes: "somebody has its session, or its code changed: contain the service",
        no: "go on",
      },
      {
        ask: "Did calls of the same actor succeed, before or after?",
        yes: "take the runbook of what they changed as well",
        no: "go on",
      },
      {
        ask: "Did a deployment begin just before, and is the refused call one of its own?",
        yes: "a permission is missing: correct the program, contain nothing",
        no: "contain what you can name, escalate what you cannot",
      },
    ],
    contain: [
      "A service: by the workflow, below. A user or a role of people: in the identity provider, then deactivate its",
      "access keys. Root: change password and MFA, and sign out; no program can contain it.",
    ],
    eradicate: [
      "Deactivate keys of the actor; delete none before the investigation ends.",
      "Close the finding of Access Analyzer, GuardDuty, Inspector or Macie that told you, by what it asks for.",
    ],
    recover: [
      "Give access back through the identity provider, with a new second factor.",
      "Release the service when its way in is closed.",
    ],
    learn: ["Was the alarm on the first refused call, or on the hundredth? Change its threshold."],
  },
  {
    alertClass: "secret-access-anomaly",
    title: "Secret access anomalies",
    queries: ["secret-readers", "key-users"],
    lookups: [
      { by: "EventName", value: "GetSecretValue" },
      { by: "EventName", value: "ScheduleKeyDeletion" },
      { by: "EventSource", value: "secretsmanager.amazonaws.com" },
    ],
    questions: [
      {
        ask: "Is a key disabled or scheduled for deletion?",
        yes: "cancel the deletion first (above): what it encrypts is lost with it",
        no: "go on",
      },
      {
        ask: "Did somebody else than its readers read a value (no `errorCode`)?",
        yes: "the value is stolen: contain the actor's service, rotate the secret",
        no: "go on",
      },
      {
        ask: "Is the actor the break-glass role, and did its holder announce it?",
        yes: "note who and why; rotate what was read when they are done",
        no: "contain",
      },
      {
        ask: "Did only a rotation fail?",
        yes: "the current value stays in force: read the log of the rotation function",
        no: "escalate",
      },
    ],
    contain: [
      "The service whose role read the secret, not the one that the secret belongs to. The workflow started by itself where",
      "a read by a stranger was seen: look for its message first.",
    ],
    eradicate: [
      "Rotate every secret that the actor could read; the workflow does, and its records name those that it did not.",
      "What does not rotate is replaced by hand, at the other end first.",
    ],
    recover: [
      "Check that tasks run with the new value: those started before the rotation keep the old one.",
      "Release the service.",
    ],
    learn: ["Who may read the secret, and does each of them need to?"],
  },
  {
    alertClass: "iam-permission-change",
    title: "IAM permission changes",
    queries: ["iam-changes"],
    lookups: [
      { by: "EventName", value: "PutRolePolicy" },
      { by: "EventName", value: "UpdateAssumeRolePolicy" },
      { by: "EventName", value: "StopLogging" },
      { by: "EventSource", value: "iam.amazonaws.com" },
    ],
    questions: [
      {
        ask: "Is `<prefix>-containment-at-work` in alarm, and the actor the containment role?",
        yes: "it is our own containment: follow its incident instead",
        no: "go on",
      },
      {
        ask: "Is a deployment announced, and the actor its role?",
        yes: "compare the changes with its preview; what is not in it is an attack",
        no: "go on",
      },
      {
        ask: "Was the trail, a log group, a filter or an alarm changed?",
        yes: "escalate now; restore it first (above): you are being blinded",
        no: "go on",
      },
      {
        ask: "Was a key, a user, a provider, a boundary or a trust policy made or changed?",
        yes: "escalate: somebody makes a way back in",
        no: "find the actor, and ask them",
      },
    ],
    contain: [
      "A service whose role did it: by the workflow. A person or a pipeline: take its role away in the identity provider, or",
      "in `identity` of the stack's configuration, before anything else is restored: it would be changed again.",
    ],
    eradicate: [
      "Deactivate new keys, detach new policies, restore trust: `pulumi refresh` shows what differs from the program.",
      "Look for a second way in: users, providers, policy versions, roles of other stacks.",
    ],
    recover: [
      "`pulumi up` restores what the program manages; it empties no `AWSRevokeOlderSessions`.",
    ],
    learn: [
      "Which role could do it, and which denial of its boundary would have kept it from that?",
    ],
  },
];
