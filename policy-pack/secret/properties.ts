/** Properties that hold a secret by nature, by type. `*` stands for every item of a list or map. */
export const secretProperties: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "aws:secretsmanager/secretVersion:SecretVersion": [["secretString"], ["secretBinary"]],
  "aws:rds/instance:Instance": [["password"]],
  "aws:rds/cluster:Cluster": [["masterPassword"]],
  "aws:docdb/cluster:Cluster": [["masterPassword"]],
  "aws:redshift/cluster:Cluster": [["masterPassword"]],
  "aws:redshiftserverless/namespace:Namespace": [["adminUserPassword"]],
  "aws:elasticache/replicationGroup:ReplicationGroup": [["authToken"]],
  "aws:elasticache/user:User": [
    ["passwords", "*"],
    ["authenticationMode", "passwords", "*"],
  ],
  "aws:memorydb/user:User": [["authenticationMode", "passwords", "*"]],
  "aws:opensearch/domain:Domain": [
    ["advancedSecurityOptions", "masterUserOptions", "masterUserPassword"],
  ],
  "aws:mq/broker:Broker": [["users", "*", "password"]],
  "aws:dms/endpoint:Endpoint": [["password"]],
  "aws:directoryservice/directory:Directory": [["password"]],
  "aws:codebuild/sourceCredential:SourceCredential": [["token"]],
  "aws:amplify/app:App": [["accessToken"], ["oauthToken"]],
  "aws:cloudwatch/eventConnection:EventConnection": [
    ["authParameters", "apiKey", "value"],
    ["authParameters", "basic", "password"],
    ["authParameters", "oauth", "clientParameters", "clientSecret"],
  ],
};

/** Maps and lists of variables that code gets in plain text, by type. */
export const variableProperties: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "aws:lambda/function:Function": [["environment", "variables"]],
  "aws:ecs/taskDefinition:TaskDefinition": [["containerDefinitions", "*", "environment"]],
  "aws:codebuild/project:Project": [["environment", "environmentVariables"]],
  "aws:batch/jobDefinition:JobDefinition": [["containerProperties", "environment"]],
  "aws:apprunner/service:Service": [
    ["sourceConfiguration", "imageRepository", "imageConfiguration", "runtimeEnvironmentVariables"],
    [
      "sourceConfiguration",
      "codeRepository",
      "codeConfiguration",
      "codeConfigurationValues",
      "runtimeEnvironmentVariables",
    ],
  ],
  "aws:glue/job:Job": [["defaultArguments"]],
  "aws:amplify/app:App": [["environmentVariables"]],
  "aws:amplify/branch:Branch": [["environmentVariables"]],
  "aws:sagemaker/model:Model": [
    ["primaryContainer", "environment"],
    ["containers", "*", "environment"],
  ],
};
