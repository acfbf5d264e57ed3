import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { listener as rule } from "../../../../policy-pack/rules/encrypt/listener";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const listener = (properties: Properties) =>
  resource("aws:lb/listener:Listener", { port: 80, ...properties });
const redirect = (changes: Properties = {}) => ({
  type: "redirect",
  redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301", ...changes },
});
const http = (...defaultActions: readonly Value[]) =>
  listener({ protocol: "HTTP", defaultActions });
const forward = { type: "forward", targetGroupArn: unknown };
const ruleOf = (action: Value, refersTo = http(redirect())) =>
  resource(
    "aws:lb/listenerRule:ListenerRule",
    { listenerArn: unknown, actions: [action] },
    { refersTo: { listenerArn: refersTo } },
  );
const targets = (properties: Properties) =>
  resource("aws:lb/targetGroup:TargetGroup", { name: "axon", ...properties });
const tcp = (group: ReturnType<typeof targets>) => [
  group,
  resource(
    "aws:lb/listener:Listener",
    { port: 443, protocol: "TCP", defaultActions: [forward] },
    { refersTo: { defaultActions: group } },
  ),
];
const weighted = (healthCheck: Properties) => {
  const group = targets({ protocol: "TCP", healthCheck });
  const action = { type: "forward", forward: { targetGroups: [{ arn: unknown, weight: 1 }] } };
  return [
    group,
    resource(
      "aws:lb/listener:Listener",
      { port: 443, protocol: "TCP", defaultActions: [action] },
      { refersTo: { defaultActions: group } },
    ),
  ];
};
const classic = (listeners: Value) => [
  resource("aws:elb/loadBalancer:LoadBalancer", { listeners }),
];

export const listenerCases = ruleCases(rule, [
  { title: "HTTPS", resources: [listener({ protocol: "HTTPS" })], verdict: "pass" },
  { title: "TLS", resources: [listener({ protocol: "TLS" })], verdict: "pass" },
  {
    requirement: "POL-304",
    title: "plain HTTP whose only action redirects to HTTPS for good",
    resources: [http(redirect())],
    verdict: "pass",
  },
  {
    requirement: "POL-304",
    title: "a rule that redirects likewise",
    resources: [http(redirect()), ruleOf(redirect())],
    verdict: "pass",
  },
  {
    requirement: "POL-304",
    title: "a redirect that keeps the protocol",
    resources: [http(redirect({ protocol: "#{protocol}" }))],
    verdict: "fail",
    path: "/defaultActions/0",
    message: /keeps plain HTTP/,
    fix: /"HTTP_301"/,
  },
  {
    requirement: "POL-304",
    title: "a redirect that says no protocol, which keeps it",
    resources: [http({ type: "redirect", redirect: { statusCode: "HTTP_301" } })],
    verdict: "fail",
  },
  {
    requirement: "POL-304",
    title: "a redirect for now",
    resources: [http(redirect({ statusCode: "HTTP_302" }))],
    verdict: "fail",
    message: /not permanent/,
  },
  {
    requirement: "POL-304",
    title: "a rule that forwards",
    resources: [http(redirect()), ruleOf(forward)],
    verdict: "fail",
    path: "/defaultActions",
    message: /type forward. It is an action of a rule/,
    count: 1,
  },
  { title: "plain HTTP that forwards", resources: [http(forward)], verdict: "fail" },
  {
    title: "plain HTTP that forwards, whatever a second action is",
    resources: [http({ ...redirect(), type: unknown }, forward)],
    verdict: "fail",
    path: "/defaultActions/1",
  },
  {
    title: "a listener that says no protocol, which means HTTP",
    resources: [listener({ defaultActions: [forward] })],
    verdict: "fail",
  },
  {
    title: "a listener without actions",
    resources: [http()],
    verdict: "fail",
    path: "/defaultActions",
  },
  {
    title: "a listener of a gateway load balancer",
    resources: [resource("aws:lb/listener:Listener", { defaultActions: [forward] })],
    verdict: "pass",
  },
  {
    title: "an unknown protocol",
    resources: [listener({ protocol: unknown })],
    verdict: "undecided",
    path: "/protocol",
  },
  {
    title: "unknown actions",
    resources: [listener({ protocol: "HTTP", defaultActions: unknown })],
    verdict: "undecided",
  },
  {
    title: "a redirect to an unknown protocol",
    resources: [http(redirect({ protocol: unknown }))],
    verdict: "undecided",
  },
  {
    title: "a forwarding rule whose listener is unknown",
    resources: [
      http(redirect()),
      resource("aws:lb/listenerRule:ListenerRule", { listenerArn: unknown, actions: [forward] }),
    ],
    verdict: "undecided",
    path: "/defaultActions",
  },
  {
    title: "a redirecting rule whose listener is unknown",
    resources: [
      http(redirect()),
      resource("aws:lb/listenerRule:ListenerRule", {
        listenerArn: unknown,
        actions: [redirect()],
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a forwarding rule of another listener",
    resources: [
      http(redirect()),
      resource("aws:lb/listenerRule:ListenerRule", {
        listenerArn: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/x/1/2",
        actions: [forward],
      }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-306",
    title: "TCP to targets that end TLS by their own protocol",
    resources: tcp(targets({ protocol: "TLS" })),
    verdict: "pass",
  },
  {
    requirement: "POL-306",
    title: "TCP to targets whose health check speaks HTTPS on the port of the traffic",
    resources: weighted({ protocol: "HTTPS" }),
    verdict: "pass",
  },
  {
    requirement: "POL-306",
    title: "TCP to targets whose health check speaks HTTPS on another port",
    resources: weighted({ protocol: "HTTPS", port: "8443" }),
    verdict: "undecided",
  },
  {
    requirement: "POL-306",
    title: "TCP to targets that say nothing",
    resources: tcp(targets({ protocol: "TCP" })),
    verdict: "undecided",
    path: "/protocol",
    message: /^TCP is passed through/,
    fix: /tlsTargets/,
  },
  {
    requirement: "POL-306",
    title: "TCP to targets that configuration declares",
    resources: tcp(targets({ protocol: "TCP" })),
    configuration: { rules: { [rule.id]: { params: { tlsTargets: ["TargetGroup"] } } } },
    verdict: "pass",
  },
  {
    title: "TCP to a target group of another stack that configuration declares",
    resources: [
      listener({ protocol: "TCP", defaultActions: [{ type: "forward", targetGroupArn: "arn" }] }),
    ],
    configuration: { rules: { [rule.id]: { params: { tlsTargets: ["arn"] } } } },
    verdict: "pass",
  },
  {
    title: "TCP to a target group of another stack",
    resources: [
      listener({ protocol: "UDP", defaultActions: [{ type: "forward", targetGroupArn: "arn" }] }),
    ],
    verdict: "undecided",
  },
  {
    title: "a classic load balancer with TLS on both sides",
    resources: classic([{ lbProtocol: "https", instanceProtocol: "ssl" }]),
    verdict: "pass",
  },
  {
    title: "a classic load balancer with plain HTTP",
    resources: classic([{ lbProtocol: "http", instanceProtocol: "https" }]),
    verdict: "fail",
    path: "/listeners/0/lbProtocol",
  },
  {
    title: "a classic load balancer with plain HTTP behind it",
    resources: classic([{ lbProtocol: "HTTPS", instanceProtocol: "HTTP" }]),
    verdict: "fail",
    path: "/listeners/0/instanceProtocol",
  },
  {
    title: "a classic load balancer that passes TCP through",
    resources: classic([{ lbProtocol: "tcp", instanceProtocol: "ssl" }]),
    verdict: "undecided",
  },
  {
    title: "a classic load balancer with unknown listeners",
    resources: classic(unknown),
    verdict: "undecided",
  },
]);
