export {
  Adjustment,
  peerReference,
  policyReference,
  type Rule,
  writersOf,
} from '../../dialect-adjustment.ts';
