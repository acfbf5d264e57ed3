import assert from "node:assert/strict";
import { planIdentity } from "../../../plan/identity";
import { readArchive, readIncidents } from "../../../plan/identity/archive";
import { planPeopleRoles } from "../../../plan/identity/people";
import { planKeys } from "../../../plan/keys";
import { evidencePrefixes, planEvidence } from "../../../plan/monitoring/evidence";
import { planContext } from "../../support/context";
import { verdictOf } from "../evaluate";
import { everybody } from "../examples";

const context = planContext(everybody);
const { names } = context;
const policy = { Version: "2012-10-17", Statement: readArchive(context) } as const;
const reader = names.roleArn(names.personRole("reader"));
const s3 = { "kms:ViaService": "s3.us-east-1.amazonaws.com" };
const athena = { "kms:ViaService": "athena.us-east-1.amazonaws.com" };

const may = (action: string, on: string, keys = {}) =>
  verdictOf(policy, { caller: reader, action, on, context: keys }) === "allow";

describe("readArchive", () => {
  it("BEST-37 queries in the archive's workgroup, the archive's table, and no other", () => {
    const workgroup = (name: string) => names.arn("athena", `workgroup/${name}`);
    const table = (name: string) => names.arn("glue", `table/${name}`);
    assert.ok(may("athena:StartQueryExecution", workgroup(names.archiveWorkgroup)));
    assert.ok(!may("athena:StartQueryExecution", workgroup("primary")));
    assert.ok(may("glue:GetTable", table(`${names.archiveDatabase}/${names.archiveTable}`)));
    assert.ok(!may("glue:GetTable", table("other/cloudtrail")));
    assert.ok(!may("glue:UpdateTable", table(`${names.archiveDatabase}/${names.archiveTable}`)));
  });

  it("reads the trail's files and the records, and changes neither", () => {
    const trail = `${names.bucketArn(names.trailBucket)}/AWSLogs/111122223333/CloudTrail/x`;
    const record = `${names.bucketArn(names.evidenceBucket)}/reviews/x`;
    for (const on of [trail, record]) {
      assert.ok(may("s3:GetObject", on), on);
      for (const action of ["s3:PutObject", "s3:DeleteObject", "s3:PutObjectRetention"]) {
        assert.ok(!may(action, on), action);
      }
    }
    assert.ok(!may("s3:GetObject", `${names.bucketArn(names.artefactBucket)}/x`));
  });

  it("decrypts records through S3, and results through Athena, where the keys agree", () => {
    const keyPolicy = (name: string) => {
      const { keys } = planKeys(context);
      return keys.find(({ logicalName }) => logicalName === name)?.policy ?? assert.fail(name);
    };
    const uses = [
      ["keys-trail", s3, { "kms:EncryptionContext:aws:cloudtrail:arn": names.trailArn }],
      [
        "keys-evidence",
        s3,
        { "kms:EncryptionContext:aws:s3:arn": names.bucketArn(names.evidenceBucket) },
      ],
      ["keys-evidence", athena, {}],
    ] as const;
    const decrypts = (name: string, keys: Readonly<Record<string, string>>) =>
      may("kms:Decrypt", name, keys) &&
      verdictOf(keyPolicy(name), { caller: reader, action: "kms:Decrypt", context: keys }) ===
        "allow";
    for (const [name, via, encryption] of uses) {
      assert.ok(decrypts(name, { ...via, ...encryption }), name);
      assert.ok(!decrypts(name, encryption), `${name} without a service`);
    }
    assert.ok(!decrypts("keys-trail", athena));
  });

  it("opens the keys to the people of the configuration alone", () => {
    const nobody = planKeys(planContext()).keys.filter(({ logicalName }) =>
      /-(trail|evidence)$/.test(logicalName),
    );
    const sids = nobody.flatMap(({ policy: { Statement } }) => Statement.map(({ Sid }) => Sid));
    for (const sid of ["ReadArchive", "ReadEvidence", "QueryArchive"]) {
      assert.ok(!sids.includes(sid), sid);
    }
  });
});

describe("readIncidents", () => {
  const responder = names.roleArn(names.personRole("responder"));
  const bucket = names.bucketArn(names.evidenceBucket);
  const own = planPeopleRoles(context).find(({ key }) => key === "responder");
  const mayRead = (object: string) =>
    [own?.policy, own?.boundary].every(
      (document) =>
        document !== undefined &&
        verdictOf(document, { caller: responder, action: "s3:GetObject", on: object }) === "allow",
    );

  it("IR-99 lets responders read the records of incidents, and nothing else of what was recorded", () => {
    assert.ok(mayRead(`${bucket}/${evidencePrefixes.incidents}inc-1/report.html`));
    assert.ok(!mayRead(`${bucket}/${evidencePrefixes.reviews}2026-W47/report.html`));
    assert.ok(!mayRead(`${names.bucketArn(names.trailBucket)}/AWSLogs/111122223333/x`));
    assert.ok(readIncidents(context).every(({ Action }) => !/Put|Delete/.test(Action.join())));
  });

  it("IR-100 shuts neither readers nor responders out of a record, and every other role of the stack", () => {
    const { policy: bucketPolicy } = planEvidence(context);
    const { keys } = planKeys(context);
    const key = keys.find(({ logicalName }) => logicalName === "keys-evidence");
    assert.ok(key !== undefined);
    const keysOfRequest = { ...s3, "kms:EncryptionContext:aws:s3:arn": bucket };
    const readersOf = (roles: readonly string[]) =>
      roles.filter((caller) => {
        const on = `${bucket}/${evidencePrefixes.incidents}inc-1/report.html`;
        const secure = { "aws:SecureTransport": "true" };
        const read = { caller, action: "s3:GetObject", on, context: secure };
        const decrypt = { caller, action: "kms:Decrypt", context: keysOfRequest };
        return (
          verdictOf(bucketPolicy, read) !== "deny" && verdictOf(key.policy, decrypt) === "allow"
        );
      });
    const all = planIdentity(context, "identity").roles.map(({ name }) => names.roleArn(name));
    assert.deepEqual(
      readersOf(all).sort(),
      [
        ...[reader, responder],
        ...[names.containment, names.accessReview].map(names.roleArn),
      ].sort(),
    );
  });
});
