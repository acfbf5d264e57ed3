import type { Properties } from "../../../../policy-pack/engine/value";
import { implicitLogGroup } from "../../../../policy-pack/rules/retain/implicit-log-group";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const lambda = (properties: Properties = {}) =>
  resource("aws:lambda/function:Function", { name: "orbit", ...properties });
const group = (name: string) => resource("aws:cloudwatch/logGroup:LogGroup", { name });
const build = (properties: Properties = {}) =>
  resource("aws:codebuild/project:Project", { name: "image", ...properties });
const api = resource("aws:apigateway/restApi:RestApi", { name: "orders" });
const settings = (loggingLevel: string) =>
  resource(
    "aws:apigateway/methodSettings:MethodSettings",
    { restApi: unknown, settings: { loggingLevel } },
    { refersTo: { restApi: api } },
  );

export const implicitLogGroupCases = ruleCases(implicitLogGroup, [
  {
    requirement: "POL-313",
    title: "a function whose group is declared by name",
    resources: [lambda(), group("/aws/lambda/orbit")],
    verdict: "pass",
  },
  {
    requirement: "POL-313",
    title: "a function without a group",
    resources: [lambda(), group("/aws/lambda/axon")],
    verdict: "fail",
    path: "",
    message: /Nobody declares its log group \/aws\/lambda\/orbit/,
    fix: /LogGroup named \/aws\/lambda\/orbit with kmsKeyId and retentionInDays/,
  },
  {
    title: "a function that names a declared group",
    resources: [lambda({ loggingConfig: { logGroup: "/dev/orbit" } }), group("/dev/orbit")],
    verdict: "pass",
  },
  {
    title: "a function that names a group nobody declares, though its own is declared",
    resources: [lambda({ loggingConfig: { logGroup: "/dev/orbit" } }), group("/aws/lambda/orbit")],
    verdict: "fail",
    path: "/loggingConfig/logGroup",
    message: /No log group of this stack is \/dev\/orbit/,
  },
  {
    title: "a function that refers to a group",
    resources: [
      group("/dev/orbit"),
      resource(
        "aws:lambda/function:Function",
        { name: "orbit", loggingConfig: { logGroup: unknown } },
        { refersTo: { loggingConfig: group("") } },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a function that names an unknown group",
    resources: [lambda({ loggingConfig: { logGroup: unknown } })],
    verdict: "undecided",
    path: "/loggingConfig/logGroup",
  },
  {
    title: "a group that is named after the function",
    resources: [
      lambda({ name: unknown }),
      resource(
        "aws:cloudwatch/logGroup:LogGroup",
        { name: unknown },
        { refersTo: { name: lambda() } },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a group of an unknown name, which may be the function's",
    resources: [lambda(), group(unknown)],
    verdict: "undecided",
  },
  {
    title: "a group of an unknown name beside one that a function names",
    resources: [lambda({ loggingConfig: { logGroup: "/dev/orbit" } }), group(unknown)],
    verdict: "undecided",
  },
  {
    requirement: "POL-313",
    title: "a build without a group",
    resources: [build()],
    verdict: "fail",
    message: /\/aws\/codebuild\/image/,
  },
  {
    title: "a build whose group is declared",
    resources: [build(), group("/aws/codebuild/image")],
    verdict: "pass",
  },
  {
    title: "a build that names its group",
    resources: [
      build({ logsConfig: { cloudwatchLogs: { groupName: "/dev/image" } } }),
      group("/dev/image"),
    ],
    verdict: "pass",
  },
  {
    title: "a build that logs elsewhere",
    resources: [build({ logsConfig: { cloudwatchLogs: { status: "DISABLED" } } })],
    verdict: "pass",
  },
  {
    title: "a build of which it is unknown where it logs",
    resources: [build({ logsConfig: { cloudwatchLogs: { status: unknown } } })],
    verdict: "undecided",
  },
  {
    requirement: "POL-313",
    title: "an API that logs executions without a group",
    resources: [api, settings("INFO")],
    verdict: "fail",
    message: /API-Gateway-Execution-Logs_…/,
  },
  {
    title: "an API that logs nothing",
    resources: [api, settings("OFF")],
    verdict: "pass",
  },
  {
    title: "an API whose group is named after it",
    resources: [
      api,
      settings("ERROR"),
      resource("aws:cloudwatch/logGroup:LogGroup", { name: unknown }, { refersTo: { name: api } }),
    ],
    verdict: "pass",
  },
  {
    title: "an API whose group is declared by name",
    resources: [
      resource("aws:apigateway/methodSettings:MethodSettings", {
        restApi: "a1b2c3",
        settings: { loggingLevel: "ERROR" },
      }),
      group("API-Gateway-Execution-Logs_a1b2c3/prod"),
    ],
    verdict: "pass",
  },
]);
