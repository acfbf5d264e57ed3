import type { Properties } from "../../../../policy-pack/engine/value";
import { accessLog } from "../../../../policy-pack/rules/audit/access-log";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const balancer = (properties: Properties) => [
  resource("aws:lb/loadBalancer:LoadBalancer", properties),
];
const stage = (properties: Properties) => [resource("aws:apigateway/stage:Stage", properties)];
const distribution = resource("aws:cloudfront/distribution:Distribution", {});
const bucket = resource("aws:s3/bucket:Bucket", { bucket: "orders" });
const logging = (target: string, source = "orders") =>
  resource("aws:s3/bucketLogging:BucketLogging", { bucket: source, targetBucket: target });

export const accessLogCases = ruleCases(accessLog, [
  {
    requirement: "POL-332",
    title: "a load balancer that records",
    resources: balancer({ accessLogs: { bucket: "logs", enabled: true } }),
    verdict: "pass",
  },
  {
    requirement: "POL-332",
    title: "a load balancer that says nothing",
    resources: balancer({}),
    verdict: "fail",
    path: "/accessLogs",
    message: /Nobody records who calls it/,
    fix: /^Set accessLogs.bucket, and accessLogs.enabled to true/,
  },
  {
    title: "a load balancer whose log is off by default",
    resources: balancer({ accessLogs: { bucket: "logs" } }),
    verdict: "fail",
  },
  {
    title: "a network load balancer that says nothing",
    resources: balancer({ loadBalancerType: "network" }),
    verdict: "fail",
  },
  {
    title: "a gateway load balancer",
    resources: balancer({ loadBalancerType: "gateway" }),
    verdict: "pass",
  },
  {
    title: "a load balancer of unknown kind that says nothing",
    resources: balancer({ loadBalancerType: unknown }),
    verdict: "undecided",
  },
  {
    title: "a bucket that is not known yet",
    resources: balancer({ accessLogs: { bucket: unknown, enabled: true } }),
    verdict: "pass",
  },
  {
    title: "an unknown switch",
    resources: balancer({ accessLogs: { bucket: "logs", enabled: unknown } }),
    verdict: "undecided",
  },
  {
    title: "a classic load balancer, whose log is on by default",
    resources: [resource("aws:elb/loadBalancer:LoadBalancer", { accessLogs: { bucket: "logs" } })],
    verdict: "pass",
  },
  {
    title: "a classic load balancer that says nothing",
    resources: [resource("aws:elb/loadBalancer:LoadBalancer", {})],
    verdict: "fail",
  },
  {
    requirement: "POL-332",
    title: "an API's stage that records",
    resources: stage({ accessLogSettings: { destinationArn: unknown, format: "$context" } }),
    verdict: "pass",
  },
  {
    requirement: "POL-332",
    title: "an API's stage that says nothing",
    resources: stage({}),
    verdict: "fail",
    fix: /^Set accessLogSettings.destinationArn\.$/,
  },
  {
    title: "a stage with unknown settings",
    resources: stage({ accessLogSettings: unknown }),
    verdict: "undecided",
  },
  {
    title: "a stage of an HTTP API that says nothing",
    resources: [resource("aws:apigatewayv2/stage:Stage", {})],
    verdict: "fail",
  },
  {
    requirement: "POL-332",
    title: "a distribution that says nothing",
    resources: [distribution],
    verdict: "fail",
  },
  {
    title: "a distribution that delivers its log",
    resources: [
      distribution,
      resource(
        "aws:cloudwatch/logDeliverySource:LogDeliverySource",
        { resourceArn: unknown },
        { refersTo: { resourceArn: distribution } },
      ),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-332",
    title: "a bucket without log",
    resources: [bucket],
    verdict: "fail",
    path: "/logging",
  },
  {
    requirement: "POL-332",
    title: "the log bucket, which does not log to itself",
    resources: [bucket, logging("logs"), resource("aws:s3/bucket:Bucket", { bucket: "logs" })],
    verdict: "pass",
  },
  {
    title: "a bucket with a log of its own property",
    resources: [
      resource("aws:s3/bucket:Bucket", { bucket: "orders", logging: { targetBucket: "logs" } }),
    ],
    verdict: "pass",
  },
  {
    title: "the log of another bucket",
    resources: [bucket, logging("logs", "invoices")],
    verdict: "fail",
  },
  {
    title: "a log of an unknown bucket",
    resources: [bucket, logging("logs", unknown)],
    verdict: "undecided",
  },
]);
