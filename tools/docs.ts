import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stackFileJsonSchema } from "../config/json-schema";
import { reportSchema } from "../policy-pack/report/schema";
import { reportJsonSchema } from "../preview/report";
import { configurationPage } from "./docs/configuration";
import { frameworksPage } from "./docs/frameworks";
import { logRetentionPage } from "./docs/log-retention";
import { organizationPoliciesPage } from "./docs/organization-policies";
import { policiesPage } from "./docs/policies";
import { policyConfigSchema } from "./docs/policy-config";
import { productionRunbooks } from "./docs/runbooks";
import { securityEventsForPlans, securityEventsPage } from "./docs/security-events";

const root = path.resolve(__dirname, "..");

/** Every generated file of the repository, by its path from the root. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    "config/stack.schema.json": json(stackFileJsonSchema("agent-runtime")),
    "docs/configuration.md": configurationPage(),
    "docs/frameworks.md": frameworksPage(),
    "docs/log-retention.md": logRetentionPage(),
    "docs/organization-policies.md": organizationPoliciesPage(),
    "docs/policies.md": policiesPage(),
    "docs/policy-config.schema.json": json(policyConfigSchema()),
    "docs/policy-report.schema.json": json(reportSchema),
    "docs/report.schema.json": json(reportJsonSchema()),
    ...productionRunbooks(),
    "docs/security-events.md": securityEventsPage(),
    "plan/monitoring/security-events.json": json(securityEventsForPlans()),
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The generated files whose stored text is not what would be generated now. */
export function staleFiles(): readonly string[] {
  return Object.entries(generatedFiles())
    .filter(([file, text]) => readStored(file) !== text)
    .map(([file]) => file);
}

function readStored(file: string): string | undefined {
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch {
    return undefined;
  }
}

function main(argument: string | undefined): void {
  if (argument === "--check") {
    const stale = staleFiles();
    for (const file of stale) console.error(`${file} is stale; run npm run docs`);
    process.exitCode = stale.length === 0 ? 0 : 1;
    return;
  }
  for (const [file, text] of Object.entries(generatedFiles())) {
    writeFileSync(path.join(root, file), text);
  }
}

if (require.main === module) main(process.argv[2]);
