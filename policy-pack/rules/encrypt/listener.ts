import { about } from "../../engine/observations";
import { type StackRule, textsParam } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { judgeListeners, listenerTypes } from "../../transport/listeners";

/** Listeners accept TLS, and plain HTTP only to redirect it. */
export const listener: StackRule = {
  id: "encrypt/listener",
  title: "Listeners accept TLS, and plain HTTP only to redirect it",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: Object.values(listenerTypes),
  why: "The first request of a client that may use plain HTTP already carries its cookies and its data.",
  fix: 'Use HTTPS or TLS, or let every action of the listener redirect with protocol "HTTPS" and statusCode "HTTP_301".',
  decides:
    "Every listener ends TLS, or every action of it and of its rules redirects to HTTPS for good. TCP is accepted where the target group's health check speaks HTTPS on the port of the traffic.",
  cannotDecide:
    "Whether other targets behind TCP and UDP listeners end TLS: list their target groups in tlsTargets.",
  frameworks: {
    ...familyFrameworks.encrypt,
    nist80053: ["SC-8", "SC-8(1)"],
    pciDss: ["4.2.1"],
  },
  params: {
    tlsTargets: {
      type: "array",
      description: "Target groups whose targets end TLS, by logical name or ARN.",
      default: [],
    },
  },
  since: "0.2.0",
  examples: {
    pass: 'protocol: "HTTP" whose only action redirects to HTTPS with HTTP_301',
    fail: 'protocol: "HTTP" with an action of type forward',
  },
  check: (stack, context) =>
    judgeListeners(stack, textsParam(context, "tlsTargets")).flatMap(([resource, observations]) =>
      about(resource, observations),
    ),
};
