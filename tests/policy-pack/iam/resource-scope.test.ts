import assert from "node:assert/strict";
import { documentLocations } from "../../../policy-pack/iam/document-locations";
import { insideForms } from "../../../policy-pack/iam/resource-forms";
import type { ResourceScope } from "../../../policy-pack/iam/resource-scope";
import { narrowerResource, referenceScope, scopeOf } from "../../../policy-pack/iam/resource-scope";

const at = (service: string, name: string) => `arn:aws:${service}:eu-west-1:111122223333:${name}`;

const scopes: readonly (readonly [string, ResourceScope, readonly string[]])[] = [
  [
    "POL-114",
    "exact",
    [at("sqs", "orders"), "arn:aws:s3:::orders", "arn:aws:s3:::orders/a", "", "x"],
  ],
  [
    "POL-114",
    "inside-one-resource",
    [
      "arn:aws:s3:::orders/*",
      "arn:aws:s3:::orders/?",
      at("s3", "accesspoint/orders/object/*"),
      at("s3-object-lambda", "accesspoint/orders/*"),
      at("s3tables", "bucket/orders/table/*"),
      at("dynamodb", "table/orders/index/*"),
      at("dynamodb", "table/orders/stream/*"),
      at("lambda", "function:pay:*"),
      at("lambda", "layer:pay:*"),
      at("logs", "log-group:/svc/orbit:*"),
      at("logs", "log-group:/svc/orbit:log-stream:*"),
      at("vpc-lattice", "service/svc-0a1/*"),
      at("execute-api", "a1b2c3/*"),
      at("secretsmanager", "secret:orbit/api-token-??????"),
      at("sns", "alerts:*"),
      at("kinesis", "stream/orders/consumer/*"),
      at("states", "execution:pay:*"),
      at("ecs", "task/orbit/*"),
      at("ecs", "container-instance/orbit/*"),
      at("ecs", "task-definition/orbit:*"),
      at("events", "rule/orders/*"),
      at("glue", "table/orders/*"),
      at("cassandra", "/keyspace/orders/table/*"),
      at("timestream", "database/orders/table/*"),
      at("es", "domain/orders/*"),
      at("kafka", "topic/orders/0a1b/*"),
      at("appsync", "apis/a1b2/*"),
      at("appconfig", "application/a1b2/*"),
      at("bedrock", "agent-alias/A1B2/*"),
      at("iot", "thing/orders/*"),
      at("elasticloadbalancing", "listener/app/orders/0a1b/*"),
      at("elasticloadbalancing", "listener-rule/net/orders/0a1b/*"),
    ],
  ],
  [
    "POL-114",
    "name-pattern",
    [
      at("sqs", "orders-*"),
      at("sqs", "*-orders"),
      "arn:aws:s3:::orders*",
      "arn:aws:s3:::ord?rs/*",
      at("s3", "accesspoint/a*/object/*"),
      at("secretsmanager", "secret:orbit/*"),
      at("secretsmanager", "secret:orbit/a-?????"),
      at("secretsmanager", "secret:orbit*-??????"),
      at("logs", "log-group:/svc/*:*"),
      at("lambda", "function:pay*"),
      at("lambda", "function:p*:live"),
      at("ssm", "parameter/orbit/*"),
      at("s3", "access-grants/default/location/*"),
      at("ecs", "service/orbit/*"),
      at("dynamodb", "table/o*/index/*"),
    ],
  ],
  [
    "POL-114",
    "broad",
    [
      "arn:*:s3:::orders/*",
      "arn:aws:*:eu-west-1:111122223333:orders",
      "arn:aws:sqs:*:111122223333:orders",
      "arn:aws:sqs:eu-west-1:*:orders",
      "arn:aws:sqs:eu-west-1:11112222333?:orders",
      "arn:aws:iam::*:*",
      "arn:aws:s3:::*",
      "arn:aws:s3:::*/*",
      at("sqs", "*"),
      at("logs", "log-group:*"),
      at("lambda", "function:*"),
      at("dynamodb", "table/*"),
      at("ec2", "network-interface/*"),
      at("s3", "job/*"),
      at("s3", "storage-lens/*"),
      at("execute-api", "*/prod/GET/x").replace("prod/GET/x", "*"),
      "arn:aws:sqs*orders",
      "arn:aws:sqs:*:orders",
      "x*",
    ],
  ],
  ["POL-111", "all", ["*", "**", "?*", "arn:*", "arn:*:*", "arn:aws:*", "a*"]],
  [
    "POL-117",
    "undecided",
    [
      "arn:aws:s3:::data/${aws:PrincipalTag/team}/*",
      "arn:aws:s3:::${aws:PrincipalTag/team}",
      "arn:aws:s3:::data/${aws:PrincipalTag/team, 'none'}/*",
      at("iot", "topic/orders/${iot:ClientId}"),
    ],
  ],
];

describe("resource scope", () => {
  for (const [requirement, scope, patterns] of scopes) {
    for (const pattern of patterns) {
      it(`${requirement} of ${pattern || "nothing"} is ${scope}`, () => {
        assert.equal(scopeOf(pattern).scope, scope, scopeOf(pattern).reason);
      });
    }
  }

  it("POL-117 takes variables that AWS sets or a condition fixes for one value", () => {
    assert.equal(scopeOf("arn:aws:iam::111122223333:user/${aws:username}").scope, "exact");
    assert.equal(scopeOf("arn:aws:s3:::homes/${aws:userid}/*").scope, "inside-one-resource");
    assert.equal(
      scopeOf("arn:aws:s3:::homes/${cognito-identity.amazonaws.com:sub}/*").scope,
      "inside-one-resource",
    );
    const fixed = new Set(["aws:principaltag/team"]);
    assert.equal(
      scopeOf("arn:aws:s3:::${aws:PrincipalTag/team}/*", fixed).scope,
      "inside-one-resource",
    );
    assert.equal(scopeOf("arn:aws:s3:::${aws:PrincipalTag/unit}/*", fixed).scope, "undecided");
  });

  it("POL-117 takes a variable the caller chooses, or with a wildcard as default, for a wildcard", () => {
    for (const variable of ["aws:RequestTag/team", "aws:UserAgent", "s3:prefix"]) {
      assert.equal(scopeOf(`arn:aws:s3:::data/\${${variable}}`).scope, "name-pattern", variable);
    }
    assert.equal(
      scopeOf("arn:aws:s3:::data/${aws:PrincipalTag/team, '*'}/*").scope,
      "name-pattern",
    );
    assert.equal(scopeOf("arn:aws:s3:::data/${aws:username, '?'}").scope, "name-pattern");
  });

  it("POL-117 lets no variable hide a wildcard beside it", () => {
    assert.equal(scopeOf("arn:aws:s3:::${aws:username}*").scope, "name-pattern");
    assert.equal(scopeOf("arn:aws:s3:*:*:${aws:PrincipalTag/team}").scope, "broad");
  });

  it("POL-193 takes a reference for one resource, and its suffix for what lies inside", () => {
    assert.equal(referenceScope("").scope, "exact");
    assert.equal(referenceScope("/index/orders").scope, "exact");
    assert.equal(referenceScope("/index/*").scope, "inside-one-resource");
    assert.equal(referenceScope(":*").scope, "inside-one-resource");
    assert.equal(referenceScope("-??????").scope, "inside-one-resource");
    for (const suffix of ["*", "-*", "?", "-???????"]) {
      assert.equal(referenceScope(suffix).scope, "name-pattern", suffix);
    }
  });

  it("POL-42 knows what was probably meant", () => {
    assert.equal(
      narrowerResource(at("secretsmanager", "secret:a/b-*")),
      at("secretsmanager", "secret:a/b-??????"),
    );
    assert.equal(
      narrowerResource(at("secretsmanager", "secret:a/b*")),
      at("secretsmanager", "secret:a/b-??????"),
    );
    assert.equal(narrowerResource(at("secretsmanager", "secret:a/*")), undefined);
    assert.equal(narrowerResource("arn:aws:s3:::orders*"), "arn:aws:s3:::orders/*");
    for (const pattern of ["arn:aws:s3:::orders-*", "arn:aws:s3:::*", at("sqs", "orders*")]) {
      assert.equal(narrowerResource(pattern), undefined, pattern);
    }
  });

  it("POL-192 says for every accepted form why", () => {
    for (const { reason } of insideForms) assert.match(reason, /^(it|AWS) /);
  });

  it("POL-160 reads documents of every kind of resource that carries one", () => {
    const wanted = [
      "s3",
      "sns",
      "sqs",
      "kms",
      "secretsmanager",
      "ecr",
      "lambda",
      "cloudwatch",
      "dynamodb",
    ];
    wanted.push(
      "kinesis",
      "efs",
      "backup",
      "glacier",
      "opensearch",
      "apigateway",
      "ec2",
      "vpclattice",
    );
    const found = new Set(
      Object.keys(documentLocations).map((type) => type.split(":")[1]?.split("/")[0]),
    );
    assert.deepEqual(
      wanted.filter((service) => !found.has(service)),
      [],
    );
  });
});
