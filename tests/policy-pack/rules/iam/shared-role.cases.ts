import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Value } from "../../../../policy-pack/engine/value";
import { sharedRole } from "../../../../policy-pack/rules/iam/shared-role";
import { documentOf, role, roleArn, trustIn } from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const trusted = (services: Value) => [role("pay", { assumeRolePolicy: trustIn(services) })];
const pay = role("pay");
const workload = (type: string, property: string, name: string): StackResource =>
  resource(type, { [property]: unknown }, { name, refersTo: { [property]: pay } });
const functionOf = (name: string) => workload("aws:lambda/function:Function", "role", name);

const uses: readonly (readonly [string, string])[] = [
  ["aws:bedrock/agentAgent:AgentAgent", "agentResourceRoleArn"],
  ["aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime", "roleArn"],
  ["aws:codebuild/project:Project", "serviceRole"],
  ["aws:codepipeline/pipeline:Pipeline", "roleArn"],
  ["aws:ecs/taskDefinition:TaskDefinition", "taskRoleArn"],
  ["aws:ecs/taskDefinition:TaskDefinition", "executionRoleArn"],
  ["aws:eks/cluster:Cluster", "roleArn"],
  ["aws:eks/podIdentityAssociation:PodIdentityAssociation", "roleArn"],
  ["aws:emr/cluster:Cluster", "serviceRole"],
  ["aws:glue/crawler:Crawler", "role"],
  ["aws:glue/job:Job", "roleArn"],
  ["aws:iam/instanceProfile:InstanceProfile", "role"],
  ["aws:pipes/pipe:Pipe", "roleArn"],
  ["aws:sagemaker/model:Model", "executionRoleArn"],
  ["aws:sagemaker/notebookInstance:NotebookInstance", "roleArn"],
  ["aws:sfn/stateMachine:StateMachine", "roleArn"],
];

export const sharedRoleCases = ruleCases(sharedRole, [
  { title: "a role of one service", resources: trusted("lambda.amazonaws.com"), verdict: "pass" },
  {
    requirement: "POL-145",
    title: "a role of two services",
    resources: trusted(["lambda.amazonaws.com", "ec2.amazonaws.com"]),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/Service/1",
    message: /^The role is trusted by lambda\.amazonaws\.com and ec2\.amazonaws\.com\.$/,
    fix: /^Keep lambda\.amazonaws\.com here, and make another role for ec2\.amazonaws\.com\.$/,
    count: 1,
  },
  {
    requirement: "POL-145",
    title: "a role of two services in two statements",
    resources: [
      role("pay", {
        assumeRolePolicy: documentOf(
          { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
          { Principal: { service: "states.amazonaws.com" }, Action: "sts:AssumeRole" },
        ),
      }),
    ],
    verdict: "fail",
  },
  {
    title: "regional spellings of one service",
    resources: trusted(["logs.amazonaws.com", "logs.eu-west-1.amazonaws.com"]),
    verdict: "pass",
  },
  {
    title: "a function at the edge, which needs two principals",
    resources: trusted(["lambda.amazonaws.com", "edgelambda.amazonaws.com"]),
    verdict: "pass",
  },
  {
    title: "a service and another role",
    resources: [
      role("pay", {
        assumeRolePolicy: documentOf(
          { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
          { Principal: { AWS: roleArn("caller") }, Action: "sts:AssumeRole" },
        ),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a second service that is denied",
    resources: [
      role("pay", {
        assumeRolePolicy: documentOf(
          { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
          { Effect: "Deny", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
        ),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "an unknown service",
    resources: trusted(["lambda.amazonaws.com", unknown]),
    verdict: "undecided",
    path: "/assumeRolePolicy/Statement/0/Principal/Service/1",
  },
  {
    title: "an unknown trust policy",
    resources: [role("pay", { assumeRolePolicy: unknown })],
    verdict: "undecided",
    path: "/assumeRolePolicy",
  },
  {
    title: "two services beside an unknown one",
    resources: trusted(["lambda.amazonaws.com", "ec2.amazonaws.com", unknown]),
    verdict: "fail",
    count: 1,
  },
  { title: "one function", resources: [pay, functionOf("charge")], verdict: "pass" },
  {
    requirement: "POL-145",
    title: "two functions",
    resources: [pay, functionOf("charge"), functionOf("refund")],
    verdict: "fail",
    path: "",
    message: /^The role is used by charge and refund\.$/,
    fix: /^Keep the role for charge, and make another for refund\.$/,
    count: 1,
  },
  ...uses.map(
    ([type, property]): RuleCase => ({
      requirement: "POL-145",
      title: `a function and ${type} by ${property}`,
      resources: [pay, functionOf("charge"), workload(type, property, "other")],
      verdict: "fail",
      count: 1,
    }),
  ),
  {
    requirement: "POL-145",
    title: "a function and what a schedule starts",
    resources: [
      pay,
      functionOf("charge"),
      resource(
        "aws:scheduler/schedule:Schedule",
        { target: { roleArn: unknown } },
        { refersTo: { target: pay } },
      ),
    ],
    verdict: "fail",
  },
  {
    title: "a function and a container service, in a list of blocks",
    resources: [
      pay,
      functionOf("charge"),
      resource(
        "aws:apprunner/service:Service",
        { instanceConfiguration: [{ instanceRoleArn: unknown }] },
        { refersTo: { instanceConfiguration: pay } },
      ),
    ],
    verdict: "fail",
  },
  {
    title: "one task definition that uses the role twice",
    resources: [
      pay,
      resource(
        "aws:ecs/taskDefinition:TaskDefinition",
        { taskRoleArn: unknown, executionRoleArn: unknown },
        { refersTo: { taskRoleArn: pay, executionRoleArn: pay } },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a function with a role outside the stack",
    resources: [resource("aws:lambda/function:Function", { role: roleArn("elsewhere") })],
    verdict: "pass",
  },
  {
    title: "a function whose role is unknown",
    resources: [pay, resource("aws:lambda/function:Function", { role: unknown })],
    verdict: "undecided",
    path: "/role",
  },
  {
    title: "a task definition without roles",
    resources: [resource("aws:ecs/taskDefinition:TaskDefinition", { taskRoleArn: "" })],
    verdict: "pass",
  },
]);
