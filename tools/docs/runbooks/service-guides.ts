import type { Guide } from "./guide";

/** Runbooks of what services and their network do, and of detection itself. */
export const serviceGuides: readonly Guide[] = [
  {
    alertClass: "unusual-traffic",
    title: "Unusual traffic patterns",
    queries: ["rejected-flows", "refused-by-mesh"],
    lookups: [
      { by: "EventName", value: "AuthorizeSecurityGroupIngress" },
      { by: "EventName", value: "CreateRoute" },
      { by: "ResourceName", value: "SECURITY_GROUP_ID" },
    ],
    questions: [
      {
        ask: "Is `<prefix>-containment-at-work` in alarm, and the actor the containment role?",
        yes: "it is our own containment: follow its incident instead",
        no: "go on",
      },
      {
        ask: "Did somebody change a group, route, endpoint or gateway that no deployment announced?",
        yes: "contain the actor's service; take the runbook of IAM changes for people",
        no: "go on",
      },
      {
        ask: "Do many bytes leave, to an address that no service needs?",
        yes: "data leaves: contain at once, ask later",
        no: "go on",
      },
      {
        ask: "Do rejected flows come from an address of the VPC?",
        yes: "a task scans its neighbours: contain its service",
        no: "a scan from outside that groups reject needs nobody tonight",
      },
    ],
    contain: [
      "The service whose address or role it is. Connections that there are outlive a change of a security group: stopping",
      "the tasks is what cuts them, so let the workflow reach `Stop`.",
    ],
    eradicate: [
      "Remove rules, routes, peerings and endpoints that the program does not know: `pulumi refresh` shows them.",
    ],
    recover: ["`pulumi up` restores groups, routes and endpoints.", "Release the service."],
    learn: ["Which edge of the service graph did the traffic use, and does it need to exist?"],
  },
  {
    alertClass: "failed-governance-decision",
    title: "Failed governance decisions",
    queries: ["denied-governance-decisions", "refused-requests"],
    lookups: [
      { by: "EventName", value: "PutItem" },
      { by: "EventName", value: "UpdateFunctionCode20150331v2" },
      { by: "EventSource", value: "lambda.amazonaws.com" },
    ],
    questions: [
      {
        ask: "Did a callee work without a decision (`bypassed`), or was that tried (`bypass-attempted`)?",
        yes: "contain the caller; the workflow started by itself: look for its message",
        no: "go on",
      },
      {
        ask: "Did governance's code, signing or table change, and no deployment announce it?",
        yes: "escalate: decisions since then prove nothing",
        no: "go on",
      },
      {
        ask: "Is governance silent, not ready, throttled or failing?",
        yes: "calls are denied, which is safe: an outage, not a breach. Restore it",
        no: "go on",
      },
      {
        ask: "Do denials all have one caller?",
        yes: "ask its owner what changed; contain it when nobody knows",
        no: "a change of policies denies what it should not: roll it back",
      },
    ],
    contain: [
      "The caller, as the transport proved it: the field `caller`, never a name from the body of a request. A callee that",
      "worked without a decision is contained as well: start the workflow once for each.",
    ],
    eradicate: [
      "Deploy governance anew from a signed build; write accepted policies anew with `pulumi up`.",
      "Compare `policy_digest` of decisions since the event with the digest of the build.",
    ],
    recover: ["Wait for the next heartbeat before you release the service."],
    learn: ["Which policy or test would have told a mistake from an attack?"],
  },
  {
    alertClass: "operations",
    title: "Detection and response themselves",
    queries: [],
    lookups: [
      { by: "EventName", value: "StopLogging" },
      { by: "EventName", value: "DeleteLogGroup" },
      { by: "ResourceName", value: "NAME" },
    ],
    questions: [
      {
        ask: "Are alarms of two classes raised at once?",
        yes: "an attack in progress: take both runbooks, and escalate",
        no: "go on",
      },
      {
        ask: "Is the trail silent?",
        yes: "assume blindness: look who stopped it, take the runbook of IAM changes",
        no: "go on",
      },
      {
        ask: "Do alerts wait in the queue of what nobody was told of?",
        yes: "read them there (above) before you repair the way to people",
        no: "go on",
      },
      {
        ask: "Did the workflow or its function fail?",
        yes: "read [workflow.md](workflow.md); contain by [by-hand.md](by-hand.md) meanwhile",
        no: "note it for working hours",
      },
    ],
    contain: [
      "Nothing of its own. What was not seen meanwhile may need it: assess the last hours by the saved queries.",
    ],
    eradicate: [
      "Remove what stopped detection: a denial, a changed filter, a disabled rule, a deleted subscription.",
    ],
    recover: ["`pulumi up`, then test the way to people: [subscriptions.md](subscriptions.md)."],
    learn: ["How long was nobody told, and which heartbeat would have noticed sooner?"],
  },
];
