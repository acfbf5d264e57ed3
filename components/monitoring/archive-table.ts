import * as athena from "@pulumi/aws/athena";
import * as glue from "@pulumi/aws/glue";
import * as pulumi from "@pulumi/pulumi";
import type { ArchiveTablePlan } from "../../plan/monitoring/archive-table";

/** What the archive's table is made from. */
export interface ArchiveTableArgs {
  /** Table and workgroup. */
  readonly plan: ArchiveTablePlan;
  /** Key that encrypts results of queries. */
  readonly keyArn: pulumi.Input<string>;
}

/** A table over the trail's files, and the workgroup that it is queried in. */
export class ArchiveTable extends pulumi.ComponentResource {
  /** Name of the workgroup. */
  readonly workgroupName: pulumi.Output<string>;
  /** `<database>.<table>`, as a query names it. */
  readonly tableName: pulumi.Output<string>;

  constructor(
    name: string,
    { plan, keyArn }: ArchiveTableArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("agent-runtime:monitoring:ArchiveTable", name, {}, opts);
    const database = new glue.CatalogDatabase(
      `${name}-database`,
      { name: plan.database, description: "What the audit trail wrote", tags: plan.tags },
      { parent: this },
    );
    const table = this.#createTable(name, plan, database);
    const workgroup = this.#createWorkgroup(name, { plan, keyArn });
    this.workgroupName = workgroup.name;
    this.tableName = pulumi.interpolate`${database.name}.${table.name}`;
    this.registerOutputs({ workgroupName: this.workgroupName, tableName: this.tableName });
  }

  #createTable(name: string, plan: ArchiveTablePlan, database: glue.CatalogDatabase) {
    const { input, output, serializer } = plan.format;
    return new glue.CatalogTable(
      `${name}-table`,
      {
        name: plan.table,
        databaseName: database.name,
        tableType: "EXTERNAL_TABLE",
        parameters: { ...plan.parameters },
        partitionKeys: plan.partitions.map(({ name: key, type }) => ({ name: key, type })),
        storageDescriptor: {
          location: plan.location,
          inputFormat: input,
          outputFormat: output,
          serDeInfo: { serializationLibrary: serializer },
          columns: plan.columns.map(({ name: column, type }) => ({ name: column, type })),
        },
      },
      { parent: this },
    );
  }

  #createWorkgroup(name: string, { plan, keyArn }: ArchiveTableArgs) {
    const { workgroup, tags } = plan;
    return new athena.Workgroup(
      `${name}-workgroup`,
      {
        name: workgroup.name,
        description: "Queries of what the audit trail wrote",
        configuration: {
          enforceWorkgroupConfiguration: true,
          publishCloudwatchMetricsEnabled: true,
          bytesScannedCutoffPerQuery: workgroup.maxBytesPerQuery,
          // Results stay with Athena for a day, and no bucket has to be opened for them (Athena User Guide, "Managed
          // query results").
          managedQueryResultsConfiguration: {
            enabled: true,
            encryptionConfiguration: { kmsKey: keyArn },
          },
        },
        forceDestroy: workgroup.deleteWithHistory,
        tags,
      },
      { parent: this },
    );
  }
}
