import path from "node:path";
import { type LogRetention, planLogRetention } from "../../plan/monitoring/log-retention";
import { stackContext } from "../stack-context";
import { markdownTable } from "./markdown";

/** The page on how long records are kept, with the tables of `dev` and `prod` as their stack files say it. */
export function logRetentionPage(): string {
  const root = path.resolve(__dirname, "../..");
  const sections = ["dev", "prod"].flatMap((stack) => [
    `## ${stack}`,
    "",
    logRetentionTable(planLogRetention(stackContext(root, stack))),
    "",
  ]);
  return [...introduction, ...sections].join("\n");
}

/** The table itself, a row for each log group and bucket. */
export function logRetentionTable(rows: readonly LogRetention[]): string {
  return markdownTable(
    ["Name", "Kind", "Kept", "Locked", "Encrypted with", "Protected from deletion"],
    rows.map(({ name, kind, retentionDays, objectLock, encryptionKey, protect }) => [
      `\`${name}\``,
      kind,
      retentionDays === undefined ? "for ever" : `${String(retentionDays)} days`,
      objectLock === undefined ? "no" : `${objectLock.mode}, ${String(objectLock.days)} days`,
      encryptionKey === undefined ? "S3's own key" : `\`${encryptionKey}\``,
      protect ? "yes" : "no",
    ]),
  );
}

const introduction = [
  "# How long records are kept",
  "",
  "Generated from `plan/monitoring/log-retention.ts` by `npm run docs`; the stack output `logRetention` holds the same.",
  "",
  "- Days of log groups come from `monitoring.retentionDays`, never below 365; the other columns follow from the",
  "  environment. Nothing in a bucket expires but replaced versions of access logs, after 400 days.",
  "- `COMPLIANCE` cannot be shortened or lifted by anybody, the account's root included: a stack with locked objects",
  "  cannot be destroyed before their days are over. `GOVERNANCE` can be lifted by whoever has",
  "  `s3:BypassGovernanceRetention`, which no role of the stack has.",
  "- Who reads what, and how to query it: [audit.md](audit.md).",
  "",
];
