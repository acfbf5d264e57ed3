/** One thing a path needs: any of these actions does. */
export interface EscalationStep {
  /** Actions, of which one is enough. */
  readonly anyOf: readonly string[];
  /** Whether it counts only on resources that nobody has named one by one. @default false */
  readonly onPatternOnly?: true;
}

/** A way from some permissions to those of somebody else. */
export interface EscalationPath {
  /** Names it in messages: what the holder does. */
  readonly title: string;
  /** All of these are needed. */
  readonly steps: readonly EscalationStep[];
  /** Service a role must be passable to, as its principal. @default - no role is passed */
  readonly passedTo?: string;
  /** Whether acting on a role that holds all its boundary allows gains nothing. @default false */
  readonly isHarmlessOnSaturated?: true;
  /** Whether acting on oneself (`user/${aws:username}`) gains nothing. @default false */
  readonly isHarmlessOnSelf?: true;
}

// Table of 2026-11-24.
const alone = (title: string, ...anyOf: readonly string[]): EscalationPath => ({
  title,
  steps: [{ anyOf }],
});

const credential = (title: string, action: string): EscalationPath => ({
  ...alone(title, action),
  isHarmlessOnSelf: true,
});

/** Code or commands in something that exists and has a role. To do that to one named thing is a deployment right. */
const takeOver = (title: string, ...steps: readonly (readonly string[])[]): EscalationPath => ({
  title,
  steps: steps.map((anyOf, index) => (index === 0 ? { anyOf, onPatternOnly: true } : { anyOf })),
});

/** The action by which a principal hands a role to a service. */
export const passRole = "iam:PassRole";

const pass = (
  title: string,
  passedTo: string,
  ...steps: readonly (readonly string[])[]
): EscalationPath => ({
  title,
  passedTo,
  steps: [{ anyOf: [passRole] }, ...steps.map((anyOf) => ({ anyOf }))],
});

const onPolicies: readonly EscalationPath[] = [
  alone("writes a new version of a policy", "iam:CreatePolicyVersion"),
  alone("makes an older version of a policy the default", "iam:SetDefaultPolicyVersion"),
  alone("writes an inline policy of a user", "iam:PutUserPolicy"),
  alone("writes an inline policy of a group", "iam:PutGroupPolicy"),
  {
    ...alone("writes an inline policy of a role", "iam:PutRolePolicy"),
    isHarmlessOnSaturated: true,
  },
  alone("attaches a policy to a user", "iam:AttachUserPolicy"),
  alone("attaches a policy to a group", "iam:AttachGroupPolicy"),
  alone("attaches a policy to a role", "iam:AttachRolePolicy"),
  alone("puts a user into a group", "iam:AddUserToGroup"),
  alone("changes who may assume a role", "iam:UpdateAssumeRolePolicy"),
  alone(
    "removes or replaces a permissions boundary",
    "iam:DeleteRolePermissionsBoundary",
    "iam:PutRolePermissionsBoundary",
    "iam:DeleteUserPermissionsBoundary",
    "iam:PutUserPermissionsBoundary",
  ),
  alone(
    "writes the policies of a permission set",
    "sso:PutInlinePolicyToPermissionSet",
    "sso:AttachManagedPolicyToPermissionSet",
    "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
  ),
];

const onCredentials: readonly EscalationPath[] = [
  credential("makes an access key of a user", "iam:CreateAccessKey"),
  credential("makes a password of a user", "iam:CreateLoginProfile"),
  credential("changes the password of a user", "iam:UpdateLoginProfile"),
  credential("makes a service credential of a user", "iam:CreateServiceSpecificCredential"),
  credential("takes the second factor from a user", "iam:DeactivateMFADevice"),
];

const onRoles: readonly EscalationPath[] = [
  pass("starts an instance with a role", "ec2.amazonaws.com", [
    "ec2:RunInstances",
    "ec2:RequestSpotInstances",
    "ec2:RequestSpotFleet",
    "ec2:CreateFleet",
  ]),
  pass("gives a running instance a role", "ec2.amazonaws.com", [
    "ec2:AssociateIamInstanceProfile",
    "ec2:ReplaceIamInstanceProfileAssociation",
  ]),
  pass(
    "lets a group start instances with a role",
    "ec2.amazonaws.com",
    ["autoscaling:CreateLaunchConfiguration", "ec2:CreateLaunchTemplate"],
    ["autoscaling:CreateAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup"],
  ),
  pass(
    "creates a function with a role and runs it",
    "lambda.amazonaws.com",
    ["lambda:CreateFunction"],
    [
      "lambda:InvokeFunction",
      "lambda:AddPermission",
      "lambda:CreateEventSourceMapping",
      "lambda:CreateFunctionUrlConfig",
    ],
  ),
  pass(
    "gives a function another role and other code",
    "lambda.amazonaws.com",
    ["lambda:UpdateFunctionConfiguration"],
    ["lambda:UpdateFunctionCode"],
  ),
  pass(
    "runs a container with a role",
    "ecs-tasks.amazonaws.com",
    ["ecs:RegisterTaskDefinition"],
    ["ecs:RunTask", "ecs:StartTask", "ecs:CreateService", "ecs:UpdateService"],
  ),
  pass("runs a container service with a role", "tasks.apprunner.amazonaws.com", [
    "apprunner:CreateService",
    "apprunner:UpdateService",
  ]),
  pass(
    "runs a batch job with a role",
    "ecs-tasks.amazonaws.com",
    ["batch:RegisterJobDefinition"],
    ["batch:SubmitJob"],
  ),
  pass("creates a stack with a role", "cloudformation.amazonaws.com", [
    "cloudformation:CreateStack",
    "cloudformation:UpdateStack",
    "cloudformation:CreateChangeSet",
    "cloudformation:CreateStackSet",
  ]),
  pass(
    "builds a project with a role",
    "codebuild.amazonaws.com",
    ["codebuild:CreateProject", "codebuild:UpdateProject"],
    ["codebuild:StartBuild", "codebuild:StartBuildBatch"],
  ),
  pass("creates a pipeline with a role", "codepipeline.amazonaws.com", [
    "codepipeline:CreatePipeline",
    "codepipeline:UpdatePipeline",
  ]),
  pass(
    "runs a data pipeline with a role",
    "datapipeline.amazonaws.com",
    ["datapipeline:CreatePipeline"],
    ["datapipeline:PutPipelineDefinition"],
    ["datapipeline:ActivatePipeline"],
  ),
  pass("creates a Glue endpoint or session with a role", "glue.amazonaws.com", [
    "glue:CreateDevEndpoint",
    "glue:CreateSession",
  ]),
  pass(
    "runs a Glue job with a role",
    "glue.amazonaws.com",
    ["glue:CreateJob", "glue:UpdateJob"],
    ["glue:StartJobRun", "glue:CreateTrigger"],
  ),
  pass(
    "opens a notebook with a role",
    "sagemaker.amazonaws.com",
    ["sagemaker:CreateNotebookInstance"],
    ["sagemaker:CreatePresignedNotebookInstanceUrl"],
  ),
  pass("runs a SageMaker job with a role", "sagemaker.amazonaws.com", [
    "sagemaker:CreateTrainingJob",
    "sagemaker:CreateProcessingJob",
    "sagemaker:CreateHyperParameterTuningJob",
  ]),
  pass("starts a cluster with a role", "elasticmapreduce.amazonaws.com", [
    "elasticmapreduce:RunJobFlow",
  ]),
  pass(
    "runs a state machine with a role",
    "states.amazonaws.com",
    ["states:CreateStateMachine", "states:UpdateStateMachine"],
    ["states:StartExecution", "states:StartSyncExecution"],
  ),
  pass("schedules calls with a role", "scheduler.amazonaws.com", [
    "scheduler:CreateSchedule",
    "scheduler:UpdateSchedule",
  ]),
  pass("runs an automation with a role", "ssm.amazonaws.com", ["ssm:StartAutomationExecution"]),
  pass("creates an agent runtime with a role", "bedrock-agentcore.amazonaws.com", [
    "bedrock-agentcore:CreateAgentRuntime",
    "bedrock-agentcore:UpdateAgentRuntime",
  ]),
  pass(
    "runs code in an interpreter with a role",
    "bedrock-agentcore.amazonaws.com",
    ["bedrock-agentcore:CreateCodeInterpreter"],
    ["bedrock-agentcore:InvokeCodeInterpreter"],
  ),
];

const onWorkloads: readonly EscalationPath[] = [
  takeOver("replaces the code of any function", ["lambda:UpdateFunctionCode"]),
  takeOver("adds a layer to any function", ["lambda:UpdateFunctionConfiguration"]),
  takeOver("changes any stack with the role it has", [
    "cloudformation:UpdateStack",
    "cloudformation:CreateChangeSet",
  ]),
  takeOver("changes any Glue endpoint", ["glue:UpdateDevEndpoint"]),
  takeOver("changes and runs any Glue job", ["glue:UpdateJob"], ["glue:StartJobRun"]),
  takeOver(
    "changes and runs any build project",
    ["codebuild:UpdateProject"],
    ["codebuild:StartBuild", "codebuild:StartBuildBatch"],
  ),
  takeOver("runs commands on any instance", [
    "ssm:SendCommand",
    "ssm:StartSession",
    "ec2-instance-connect:SendSSHPublicKey",
  ]),
  takeOver("runs commands in any container", ["ecs:ExecuteCommand"]),
  takeOver(
    "replaces the start script of any instance",
    ["ec2:ModifyInstanceAttribute"],
    ["ec2:StopInstances", "ec2:StartInstances"],
  ),
  takeOver("opens any notebook", ["sagemaker:CreatePresignedNotebookInstanceUrl"]),
  takeOver("runs code in any interpreter", ["bedrock-agentcore:InvokeCodeInterpreter"]),
];

/**
 * Ways to become somebody else. Sources: "AWS IAM Privilege Escalation – Methods and Mitigation" (Rhino Security
 * Labs), the IAM User Guide on passing roles, and the Service Authorization Reference for action names.
 */
export const escalationPaths: readonly EscalationPath[] = [
  ...onPolicies,
  ...onCredentials,
  ...onRoles,
  ...onWorkloads,
];
