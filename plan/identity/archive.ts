import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { via } from "../keys/deployers";
import { evidencePrefixes } from "../monitoring/evidence";
import { logicalNames } from "../naming";

const allow = (
  Sid: string,
  Action: readonly string[],
  Resource: NonNullable<Statement["Resource"]>,
): Statement => ({ Sid, Effect: "Allow", Action, Resource });

/** Reads the records of incidents, and nothing else that is evidence: a policy of responders has no room for more. */
export function readIncidents(context: PlanContext): readonly Statement[] {
  const { names } = context;
  const records = `${names.bucketArn(names.evidenceBucket)}/${evidencePrefixes.incidents}*`;
  return [
    allow("ReadIncidents", ["s3:GetObject"], [records]),
    {
      ...allow("DecryptRecords", ["kms:Decrypt"], [{ ref: logicalNames.estateKey("evidence") }]),
      Condition: { StringEquals: via(context, "s3") },
    },
  ];
}

/** Reads what the trail archived, through Athena or file by file, and the records of incidents and reviews. */
export function readArchive(context: PlanContext): readonly Statement[] {
  const { environment, names } = context;
  const trail = names.bucketArn(names.trailBucket);
  const evidence = names.bucketArn(names.evidenceBucket);
  const key = (purpose: "trail" | "evidence") => ({ ref: logicalNames.estateKey(purpose) });
  return [
    allow(
      "QueryArchive",
      [
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetQueryResultsStream",
        "athena:GetWorkGroup",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      [names.arn("athena", `workgroup/${names.archiveWorkgroup}`)],
    ),
    allow(
      "FindArchiveTable",
      ["glue:GetDatabase", "glue:GetTable"],
      [
        names.arn("glue", "catalog"),
        names.arn("glue", `database/${names.archiveDatabase}`),
        names.arn("glue", `table/${names.archiveDatabase}/${names.archiveTable}`),
      ],
    ),
    allow("ListRecords", ["s3:GetBucketLocation", "s3:ListBucket"], [trail, evidence]),
    allow(
      "ReadRecords",
      ["s3:GetObject"],
      [`${trail}/AWSLogs/${environment.accountId}/*`, `${evidence}/*`],
    ),
    {
      ...allow("DecryptRecords", ["kms:Decrypt"], [key("trail"), key("evidence")]),
      Condition: { StringEquals: via(context, "s3") },
    },
    // Whoever queries needs the key of the results too (Athena User Guide, "Managed query results").
    {
      ...allow("EncryptResults", ["kms:Decrypt", "kms:GenerateDataKey"], [key("evidence")]),
      Condition: { StringEquals: via(context, "athena") },
    },
  ];
}
