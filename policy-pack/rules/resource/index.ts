import type { Rule } from "../../engine/rule";
import { bucketAcl } from "./bucket-acl";
import { endpointPolicy } from "./endpoint-policy";
import { eventPermission } from "./event-permission";
import { lambdaPermission } from "./lambda-permission";
import { lambdaPermissionSource } from "./lambda-permission-source";
import { objectOwnership } from "./object-ownership";
import { publicAccessBlock } from "./public-access-block";
import { serviceCall } from "./service-call";
import { resourceServiceSource } from "./service-source";
import { sharing } from "./sharing";

/** Every rule of family `resource`. */
export const resourceRules: readonly Rule[] = [
  publicAccessBlock,
  bucketAcl,
  objectOwnership,
  lambdaPermission,
  lambdaPermissionSource,
  eventPermission,
  resourceServiceSource,
  endpointPolicy,
  sharing,
  serviceCall,
];
