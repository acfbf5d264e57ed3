import {
  GenerateServiceLastAccessedDetailsCommand,
  GetRoleCommand,
  GetServiceLastAccessedDetailsCommand,
  type IAMClient,
} from "@aws-sdk/client-iam";
import type { GrantedService, RoleUse } from "../../runtime/review/ports";

/** Pages of services that are read: IAM gives 100 services on each, and knows some hundreds. */
const maxPages = 10;

/** What IAM knows of the use of roles. */
export const roleUse = (client: IAMClient): RoleUse => ({
  async facts(RoleName) {
    const { Role } = await client.send(new GetRoleCommand({ RoleName }));
    if (Role?.Arn === undefined || Role.CreateDate === undefined) {
      throw new Error("The role has no ARN or no date.");
    }
    const lastUsedAt = Role.RoleLastUsed?.LastUsedDate?.getTime();
    return { arn: Role.Arn, createdAt: Role.CreateDate.getTime(), lastUsedAt };
  },
  async startServices(Arn) {
    const { JobId } = await client.send(
      new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity: "SERVICE_LEVEL" }),
    );
    if (JobId === undefined) throw new Error("The job has no id.");
    return JobId;
  },
  async services(JobId) {
    const services: GrantedService[] = [];
    let Marker: string | undefined;
    for (let page = 0; page < maxPages; page += 1) {
      const answer = await client.send(
        new GetServiceLastAccessedDetailsCommand({
          JobId,
          ...(Marker !== undefined && { Marker }),
        }),
      );
      if (answer.JobStatus === "IN_PROGRESS") return undefined;
      if (answer.JobStatus !== "COMPLETED") throw new Error("The job failed.");
      for (const { ServiceNamespace, LastAuthenticated } of answer.ServicesLastAccessed ?? []) {
        if (ServiceNamespace === undefined) continue;
        services.push({ namespace: ServiceNamespace, lastUsedAt: LastAuthenticated?.getTime() });
      }
      if (answer.IsTruncated !== true) return services;
      Marker = answer.Marker;
    }
    throw new Error("IAM gives more pages of services than there can be.");
  },
});
