export { Adjustment, peerReference, policyReference, type Rule } from '../../dialect-adjustment.ts';
