import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { latticeTypes } from "../../../../policy-pack/mesh/lattice-types";
import { listenerTargets } from "../../../../policy-pack/rules/mesh/listener-rule";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const targets = (name = "targets") =>
  resource(
    latticeTypes.targetGroup,
    { config: { protocol: "HTTPS" } },
    { name, outputs: { id: `tg-${name}` } },
  );
const to = (...ids: readonly Value[]) =>
  ids.map((targetGroupIdentifier) => ({ targetGroupIdentifier, weight: 100 }));
const rule = (action: Properties, refersTo: Readonly<Record<string, StackResource>> = {}) =>
  resource(latticeTypes.listenerRule, { action, priority: 1 }, { refersTo });
const listener = (defaultAction: Properties, refersTo: Record<string, StackResource> = {}) =>
  resource(latticeTypes.listener, { defaultAction, protocol: "HTTPS" }, { refersTo });

export const listenerRuleCases = ruleCases(listenerTargets, [
  {
    title: "a rule that forwards to a target group of the stack",
    resources: [targets(), rule({ forward: { targetGroups: to(unknown) } }, { action: targets() })],
    verdict: "pass",
  },
  {
    title: "a rule that forwards to a target group of the stack by id",
    resources: [targets(), rule({ forward: { targetGroups: to("tg-targets") } })],
    verdict: "pass",
  },
  {
    title: "a rule and a listener that answer themselves",
    resources: [
      rule({ fixedResponse: { statusCode: 404 } }),
      listener({ fixedResponse: { statusCode: 404 } }),
    ],
    verdict: "pass",
  },
  {
    title: "a rule that forwards to a target group of nobody here, beside one of the stack",
    resources: [
      targets(),
      rule({ forward: { targetGroups: to("tg-targets", "tg-0123456789abcdef0") } }),
    ],
    verdict: "fail",
    level: "mandatory",
    path: "/action/forward/targetGroups/1/targetGroupIdentifier",
    message: /forwarded to tg-0123456789abcdef0, which is no target group of this stack/,
    fix: /Forward to a target group that the stack declares/,
    count: 1,
  },
  {
    title: "a listener that forwards to a target group of nobody here",
    resources: [listener({ forwards: [{ targetGroups: to("tg-0123456789abcdef0") }] })],
    verdict: "fail",
    path: "/defaultAction/forwards/0/targetGroups/0/targetGroupIdentifier",
    count: 1,
  },
  {
    title: "a listener that forwards to a target group of the stack",
    resources: [
      targets(),
      listener({ forwards: [{ targetGroups: to(unknown) }] }, { defaultAction: targets() }),
    ],
    verdict: "pass",
  },
  {
    title: "a rule that forwards to what is unknown",
    resources: [targets(), rule({ forward: { targetGroups: to(unknown) } })],
    verdict: "undecided",
    path: "/action/forward/targetGroups/0/targetGroupIdentifier",
    message: /^Where requests are forwarded is unknown\.$/,
    count: 1,
  },
  {
    title: "a rule whose target groups are unknown",
    resources: [targets(), rule({ forward: { targetGroups: unknown } })],
    verdict: "undecided",
    path: "/action/forward/targetGroups",
  },
  {
    title: "a rule whose action is unknown",
    resources: [resource(latticeTypes.listenerRule, { action: unknown, priority: 1 })],
    verdict: "undecided",
    path: "/action/forward/targetGroups",
  },
  {
    title: "a rule without action, which AWS refuses",
    resources: [resource(latticeTypes.listenerRule, { priority: 1 })],
    verdict: "pass",
  },
]);
