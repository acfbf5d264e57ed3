import { HeadObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import type { Incident } from "../../runtime/containment/incident";
import { evidenceKey } from "../../runtime/containment/saved";
import type { Estate } from "./estate";

/** Evidence that is missing or that somebody could delete, in words: nothing when all of it is kept. */
export async function lockedEvidence(
  { cloud, settings }: Estate,
  incidents: readonly Incident[],
): Promise<readonly string[]> {
  const problems: string[] = [];
  const Bucket = settings.bucketName;
  const contained = incidents.filter(({ verdict }) => verdict === "contain");
  for (const { id } of contained) {
    const command = new ListObjectsV2Command({ Bucket, Prefix: evidenceKey(id, "") });
    const { Contents = [] } = await cloud.clients.s3.send(command);
    const keys = Contents.flatMap(({ Key }) => Key ?? []);
    for (const name of ["before.json", "report.json", "report.html"]) {
      if (!keys.includes(evidenceKey(id, name))) problems.push(`${name} is not kept`);
    }
    for (const Key of keys) {
      const head = await cloud.clients.s3.send(new HeadObjectCommand({ Bucket, Key }));
      if (head.ObjectLockMode === undefined) problems.push(`${Key} is not locked`);
    }
  }
  return problems;
}
