export { pointLetter } from '../../../../preload/contract/template-content.ts';
