import * as z from "zod/mini";
import type { Finding, FindingSources, Findings } from "../../runtime/review/ports";
import type { AskAws } from "./signed-json";

const unusedFindings = z.object({
  findings: z.array(
    z.object({
      resource: z.optional(z.string()),
      findingType: z.string(),
      status: z.string(),
      updatedAt: z.optional(z.union([z.string(), z.number()])),
    }),
  ),
  nextToken: z.optional(z.nullable(z.string())),
});

const controlFindings = z.object({
  Findings: z.array(
    z.object({
      Compliance: z.optional(z.object({ SecurityControlId: z.optional(z.string()) })),
      GeneratorId: z.string(),
      Severity: z.object({ Label: z.optional(z.string()) }),
      Resources: z.array(z.object({ Id: z.string() })),
      UpdatedAt: z.optional(z.string()),
    }),
  ),
  NextToken: z.optional(z.nullable(z.string())),
});

/** Findings that Access Analyzer and Security Hub have, a hundred at a time. */
export function findingSources(ask: AskAws): FindingSources {
  return {
    unusedAccess: (analyzerArn, max) =>
      collect(max, (token) => unusedPage(ask, analyzerArn, token)),
    async failedControls(max) {
      try {
        return await collect(max, (token) => controlPage(ask, token));
      } catch (error) {
        // Security Hub says so where it is not enabled (Security Hub API Reference, "GetFindings").
        if (error instanceof Error && error.name === "InvalidAccessException") return undefined;
        throw error;
      }
    },
  };
}

interface Page {
  readonly findings: readonly Finding[];
  readonly token: string | undefined;
}

const pageSize = 100;

async function collect(
  max: number,
  next: (token: string | undefined) => Promise<Page>,
): Promise<Findings> {
  const findings: Finding[] = [];
  let token: string | undefined;
  // Pages may be empty though there are more.
  for (let pages = 0; pages < 2 * Math.ceil(max / pageSize); pages += 1) {
    const page = await next(token);
    findings.push(...page.findings);
    token = page.token;
    if (token === undefined || findings.length >= max) break;
  }
  return {
    findings: findings.slice(0, max),
    hasMore: token !== undefined || findings.length > max,
  };
}

async function unusedPage(
  ask: AskAws,
  analyzerArn: string,
  nextToken: string | undefined,
): Promise<Page> {
  const answer = unusedFindings.parse(
    await ask({
      service: "access-analyzer",
      method: "POST",
      path: "/findingv2",
      body: {
        analyzerArn,
        filter: { status: { eq: ["ACTIVE"] } },
        maxResults: pageSize,
        ...(nextToken !== undefined && { nextToken }),
      },
    }),
  );
  const findings = answer.findings.map(({ resource, findingType, status, updatedAt }) => ({
    resource,
    type: findingType,
    detail: status,
    seenAt: updatedAt === undefined ? undefined : String(updatedAt),
  }));
  return { findings, token: answer.nextToken ?? undefined };
}

async function controlPage(ask: AskAws, NextToken: string | undefined): Promise<Page> {
  const equals = (Value: string) => ({ Value, Comparison: "EQUALS" });
  const answer = controlFindings.parse(
    await ask({
      service: "securityhub",
      method: "POST",
      path: "/findings",
      body: {
        Filters: {
          ComplianceStatus: [equals("FAILED")],
          RecordState: [equals("ACTIVE")],
          WorkflowStatus: [equals("NEW"), equals("NOTIFIED")],
        },
        MaxResults: pageSize,
        ...(NextToken !== undefined && { NextToken }),
      },
    }),
  );
  const findings = answer.Findings.map(
    ({ Compliance, GeneratorId, Severity, Resources, UpdatedAt }) => ({
      resource: Resources[0]?.Id,
      type: Compliance?.SecurityControlId ?? GeneratorId,
      detail: Severity.Label ?? "no severity",
      seenAt: UpdatedAt,
    }),
  );
  return { findings, token: answer.NextToken ?? undefined };
}
