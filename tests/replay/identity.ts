import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { Clients, Replay, ReplayTable } from "./contract";
import { answered, number, optionalText, tagList, tagsOf, text, texts } from "./values";

const managedPolicy: Replay = {
  async create({ iam }, inputs) {
    const { Policy } = await iam.send(
      new CreatePolicyCommand({
        PolicyName: text(inputs, "name"),
        Path: optionalText(inputs, "path"),
        Description: optionalText(inputs, "description"),
        PolicyDocument: text(inputs, "policy"),
        Tags: tagList(inputs),
      }),
    );
    const arn = answered(Policy?.Arn, "ARN");
    return { id: arn, outputs: { arn } };
  },
  async read({ iam }, { created }) {
    const PolicyArn = created.id;
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const VersionId = Policy?.DefaultVersionId;
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
    return {
      name: Policy?.PolicyName,
      path: Policy?.Path,
      description: Policy?.Description,
      policy: decodeURIComponent(PolicyVersion?.Document ?? ""),
      tags: tagsOf(Policy?.Tags),
    };
  },
};

const role: Replay = {
  async create({ iam }, inputs) {
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: text(inputs, "name"),
        Path: optionalText(inputs, "path"),
        Description: optionalText(inputs, "description"),
        AssumeRolePolicyDocument: text(inputs, "assumeRolePolicy"),
        MaxSessionDuration: number(inputs, "maxSessionDuration"),
        PermissionsBoundary: optionalText(inputs, "permissionsBoundary"),
        Tags: tagList(inputs),
      }),
    );
    const arn = answered(Role?.Arn, "ARN");
    // Moto checks a trust policy when it is updated, and not when it comes with the role.
    const RoleName = text(inputs, "name");
    const PolicyDocument = text(inputs, "assumeRolePolicy");
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    return { id: RoleName, outputs: { arn, uniqueId: Role?.RoleId } };
  },
  async read({ iam }, { created }) {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: created.id }));
    return {
      name: Role?.RoleName,
      path: Role?.Path,
      description: Role?.Description,
      assumeRolePolicy: decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""),
      maxSessionDuration: Role?.MaxSessionDuration,
      permissionsBoundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
      tags: tagsOf(Role?.Tags),
    };
  },
};

const rolePolicy: Replay = {
  async create({ iam }, inputs) {
    const RoleName = text(inputs, "role");
    const PolicyName = text(inputs, "name");
    const PolicyDocument = text(inputs, "policy");
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    return { id: `${RoleName}:${PolicyName}` };
  },
  async read({ iam }, { inputs }) {
    const answer = await iam.send(
      new GetRolePolicyCommand({
        RoleName: text(inputs, "role"),
        PolicyName: text(inputs, "name"),
      }),
    );
    return {
      role: answer.RoleName,
      name: answer.PolicyName,
      policy: decodeURIComponent(answer.PolicyDocument ?? ""),
    };
  },
};

const attachment: Replay = {
  async create({ iam }, inputs) {
    const RoleName = text(inputs, "role");
    const PolicyArn = text(inputs, "policyArn");
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    return { id: `${RoleName}-${PolicyArn}` };
  },
  async read({ iam }, { inputs }) {
    const RoleName = text(inputs, "role");
    const attached = await attachedTo(iam, RoleName);
    return { role: RoleName, policyArn: attached.find((arn) => arn === inputs["policyArn"]) };
  },
};

const inlinePoliciesOnly: Replay = {
  async create({ iam }, inputs) {
    const RoleName = text(inputs, "roleName");
    const wanted = texts(inputs, "policyNames") ?? [];
    for (const PolicyName of await inlineOf(iam, RoleName)) {
      if (wanted.includes(PolicyName)) continue;
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    }
    return { id: RoleName };
  },
  async read({ iam }, { created }) {
    return { roleName: created.id, policyNames: await inlineOf(iam, created.id) };
  },
};

const attachmentsOnly: Replay = {
  async create({ iam }, inputs) {
    const RoleName = text(inputs, "roleName");
    const wanted = texts(inputs, "policyArns") ?? [];
    for (const PolicyArn of await attachedTo(iam, RoleName)) {
      if (wanted.includes(PolicyArn)) continue;
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    }
    return { id: RoleName };
  },
  async read({ iam }, { created }) {
    return { roleName: created.id, policyArns: await attachedTo(iam, created.id) };
  },
};

async function inlineOf(iam: Clients["iam"], RoleName: string): Promise<readonly string[]> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  return PolicyNames.toSorted();
}

async function attachedTo(iam: Clients["iam"], RoleName: string): Promise<readonly string[]> {
  const answer = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  return (answer.AttachedPolicies ?? []).flatMap(({ PolicyArn = [] }) => PolicyArn);
}

/** Roles and policies. */
export const identity: ReplayTable = {
  "aws:iam/policy:Policy": managedPolicy,
  "aws:iam/role:Role": role,
  "aws:iam/rolePolicy:RolePolicy": rolePolicy,
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": attachment,
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": inlinePoliciesOnly,
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": attachmentsOnly,
};
