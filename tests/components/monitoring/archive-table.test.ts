import assert from "node:assert/strict";
import { ArchiveTable } from "../../../components/monitoring/archive-table";
import { planArchiveTable } from "../../../plan/monitoring/archive-table";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, oneOf } from "../../support/mocks";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/evidence";
const plan = planArchiveTable(planContext());

describe("ArchiveTable", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declaredBy(() => {
      new ArchiveTable("archive", { plan, keyArn });
    });
  });

  it("BEST-37 declares the planned table in the planned database", () => {
    const database = oneOf(
      declared,
      "aws:glue/catalogDatabase:CatalogDatabase",
      "archive-database",
    );
    const { inputs } = oneOf(declared, "aws:glue/catalogTable:CatalogTable", "archive-table");
    assert.equal(database.inputs["name"], plan.database);
    assert.equal(inputs["databaseName"], plan.database);
    assert.deepEqual(inputs["parameters"], plan.parameters);
    assert.deepEqual(inputs["partitionKeys"], plan.partitions);
    assert.deepEqual(inputs["storageDescriptor"], {
      location: plan.location,
      inputFormat: plan.format.input,
      outputFormat: plan.format.output,
      serDeInfo: { serializationLibrary: plan.format.serializer },
      columns: plan.columns,
    });
  });

  it("BEST-37 enforces limits and encryption on every query", () => {
    const { inputs } = oneOf(declared, "aws:athena/workgroup:Workgroup", "archive-workgroup");
    assert.deepEqual(inputs["configuration"], {
      enforceWorkgroupConfiguration: true,
      publishCloudwatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: plan.workgroup.maxBytesPerQuery,
      managedQueryResultsConfiguration: {
        enabled: true,
        encryptionConfiguration: { kmsKey: keyArn },
      },
    });
  });
});
