// Without zod: the window needs it at its very start.
import type { BinKind } from './bin.ts';
import type { ProcedureName } from './types.ts';

/** What somebody may do; each role includes the ones before it. */
export const ROLES = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The least role that a call needs; `anyone`: before somebody has signed in, too. */
export type Right = 'anyone' | Role;

/** Whether a role is enough. */
export const mayDo = (role: Role, right: Right): boolean =>
  right === 'anyone' || ROLES.indexOf(role) >= ROLES.indexOf(right);

/**
 * Who may call what. A viewer sees everything, and prints and saves what there is; an editor changes what the office
 * works with every day; an admin changes what all that rests on. The backend enforces it, the window only asks it what
 * to offer.
 */
export const RIGHTS = {
  // The start, and whoever is to be let in.
  'app.status': 'anyone',
  // Only does something where no folder is open, and then there is nobody to ask.
  'app.tryAgain': 'anyone',
  'app.firstChoices': 'anyone',
  'app.initialise': 'anyone',
  // Whoever has forgotten a password must get there; it shows the system's own window.
  'app.openDataFolder': 'anyone',
  'session.get': 'anyone',
  'session.signIn': 'anyone',
  'session.forgot': 'anyone',
  'session.resetPassword': 'anyone',
  'session.lock': 'viewer',
  'session.signOut': 'viewer',
  // One's own only.
  'session.changePassword': 'viewer',

  'users.list': 'viewer',
  'users.create': 'admin',
  'users.update': 'admin',
  'users.setPassword': 'admin',
  'users.remove': 'admin',
  'users.setIdleLock': 'admin',

  'app.about': 'viewer',
  'app.licences': 'viewer',
  'app.changes': 'viewer',
  'app.errorLog': 'viewer',
  'check.run': 'viewer',
  'jobs.cancel': 'viewer',
  // How one's screens were left, and what one has not saved yet.
  'settings.get': 'viewer',
  'settings.set': 'viewer',
  'files.get': 'viewer',
  'files.open': 'viewer',
  'files.saveAs': 'viewer',
  'files.recent': 'viewer',
  'files.openRecent': 'viewer',
  'files.showInFolder': 'viewer',
  'guide.list': 'viewer',
  'guide.get': 'viewer',
  'guide.find': 'viewer',
  'guide.print': 'viewer',
  'search.find': 'viewer',
  'overview.get': 'viewer',
  'gaps.list': 'viewer',
  'history.list': 'viewer',
  'history.steps': 'viewer',
  'journal.export': 'viewer',
  'journal.compare': 'viewer',
  // And the right of the deed that is taken back.
  'history.undo': 'editor',
  'bin.list': 'viewer',
  // And the right to delete what is restored.
  'bin.restore': 'editor',

  'personalData.purposes': 'viewer',
  'personalData.find': 'viewer',
  // What is deleted here never comes back, and the record of it is handed to the person.
  'personalData.preview': 'admin',
  'personalData.apply': 'admin',
  'personalData.export': 'admin',

  // Puts other data in the place of everybody's work.
  'app.startReal': 'admin',
  'backups.restore': 'admin',
  'backups.salvage': 'admin',
  // Sends copies of everything somewhere, or no longer.
  'backups.choosePlace': 'admin',
  'backups.setPassword': 'admin',
  'backups.removePassword': 'admin',
  'backups.forgetPlace': 'admin',
  'backups.list': 'viewer',
  // Shows the system's own window, as the data folder itself.
  'backups.openAside': 'viewer',
  // Reads a copy in a folder of its own.
  'backups.inspect': 'viewer',
  // Pushes the oldest backup out.
  'backups.create': 'editor',
  // One file with everything, hashes of passwords too, that leaves the computer.
  'backups.export': 'editor',

  'programmes.get': 'viewer',
  'programmes.update': 'admin',
  'organisations.kinds': 'viewer',
  'organisations.list': 'viewer',
  'organisations.create': 'admin',
  'organisations.update': 'admin',
  'organisations.rename': 'admin',
  'organisations.succeed': 'admin',
  'workingGroup.list': 'viewer',
  // A list of people in papers; nothing rests on it.
  'workingGroup.save': 'editor',
  'calendar.list': 'viewer',
  'calendar.save': 'admin',
  'calendar.remove': 'admin',

  // Six lists that an editor changes one by one, too.
  'cells.write': 'editor',
  'schools.list': 'viewer',
  'schools.get': 'viewer',
  'schools.search': 'viewer',
  'schools.export': 'viewer',
  'schools.create': 'editor',
  'schools.update': 'editor',
  'schools.remove': 'editor',
  'schools.restore': 'editor',
  'schools.previewImport': 'editor',
  'schools.markImport': 'editor',
  // Units that a list brings along are marked as unconfirmed until an admin has looked.
  'schools.import': 'editor',

  'pairs.list': 'viewer',
  'pairs.suggest': 'viewer',
  'pairs.create': 'editor',
  'pairs.remove': 'editor',
  'pairs.import': 'editor',

  'memoranda.list': 'viewer',
  'memoranda.get': 'viewer',
  'memoranda.check': 'viewer',
  'memoranda.compare': 'viewer',
  'memoranda.numbering': 'viewer',
  'memoranda.preview': 'viewer',
  'memoranda.word': 'viewer',
  'memoranda.register': 'viewer',
  'memoranda.recordSheet': 'viewer',
  'memoranda.exportSigned': 'viewer',
  'memoranda.draft': 'editor',
  'memoranda.draftUnit': 'editor',
  'memoranda.renew': 'editor',
  'memoranda.update': 'editor',
  // Finalises what is still a draft and marks as printed.
  'memoranda.generate': 'editor',
  'memoranda.revise': 'editor',
  'memoranda.cancel': 'editor',
  'memoranda.record': 'editor',
  'memoranda.importRecords': 'editor',
  'memoranda.attach': 'editor',
  'memoranda.file': 'editor',
  'signatures.verify': 'viewer',
  'signatures.sign': 'editor',
  'scans.stacks': 'viewer',
  'scans.tray': 'viewer',
  'scans.file': 'editor',
  'scans.join': 'editor',
  'scans.assign': 'editor',
  'scans.discard': 'editor',

  'ceremonies.list': 'viewer',
  'ceremonies.get': 'viewer',
  'ceremonies.outline': 'viewer',
  'ceremonies.propose': 'viewer',
  // Makes papers anew from stored bytes; no state is moved.
  'ceremonies.binder': 'viewer',
  'ceremonies.create': 'editor',
  'ceremonies.update': 'editor',
  'ceremonies.remove': 'editor',

  'documents.list': 'viewer',
  'documents.get': 'viewer',
  'documents.preview': 'viewer',
  'documents.word': 'viewer',
  'documents.create': 'editor',
  'documents.update': 'editor',
  'documents.remove': 'editor',
  'documents.issue': 'editor',

  'templates.list': 'viewer',
  'templates.get': 'viewer',
  'templates.shape': 'viewer',
  'templates.compare': 'viewer',
  'templates.preview': 'viewer',
  'templates.export': 'viewer',
  'templates.edit': 'editor',
  'templates.save': 'editor',
  'templates.discard': 'editor',
  'templates.import': 'editor',
  'templates.takeOver': 'editor',
  // From then on every new paper is worded so.
  'templates.publish': 'admin',

  'activities.list': 'viewer',
  'activities.kinds': 'viewer',
  'activities.print': 'viewer',
  'activities.create': 'editor',
  'activities.update': 'editor',
  'activities.remove': 'editor',
  'activities.previewImport': 'editor',
  'activities.import': 'editor',
  // What counts for which promise.
  'activities.saveKind': 'admin',
  'activities.removeKind': 'admin',
  'evidence.list': 'viewer',
  'evidence.addFiles': 'editor',
  'evidence.addLink': 'editor',
  'evidence.update': 'editor',
  'evidence.remove': 'editor',
  'examResults.list': 'viewer',
  'examResults.save': 'editor',
  'examResults.remove': 'editor',
  'examResults.previewImport': 'editor',
  'examResults.import': 'editor',
  'support.list': 'viewer',
  'support.balance': 'viewer',
  'support.create': 'editor',
  'support.update': 'editor',
  'support.remove': 'editor',
  'support.setPriority': 'editor',
  'support.makeHandover': 'editor',
  'support.previewImport': 'editor',
  'support.import': 'editor',
  'difficulties.list': 'viewer',
  'difficulties.similar': 'viewer',
  'difficulties.create': 'editor',
  'difficulties.update': 'editor',
  'difficulties.resolve': 'editor',
  'difficulties.remove': 'editor',
  'difficulties.import': 'editor',
  'goodModels.list': 'viewer',
  'goodModels.create': 'editor',
  'goodModels.update': 'editor',
  'goodModels.remove': 'editor',
  'goodModels.adopt': 'editor',
  'goodModels.unadopt': 'editor',

  'commitments.ledger': 'viewer',
  'commitments.matrix': 'viewer',
  'commitments.judge': 'editor',
  'commitments.withdrawJudgement': 'editor',
  'targets.list': 'viewer',
  'targets.progress': 'viewer',
  'targets.save': 'editor',

  'reports.periods': 'viewer',
  'reports.figures': 'viewer',
  'reports.list': 'viewer',
  'reports.get': 'viewer',
  'reports.changes': 'viewer',
  // Keeps a report with its figures for good.
  'reports.export': 'editor',
  'reports.markSent': 'editor',
  'narrative.get': 'viewer',
  'narrative.preview': 'viewer',
  'narrative.save': 'editor',
  'charts.draw': 'viewer',
  'charts.png': 'viewer',
  'departmentForms.list': 'viewer',
  'departmentForms.fields': 'viewer',
  'departmentForms.sheets': 'viewer',
  'departmentForms.create': 'editor',
  'departmentForms.update': 'editor',
  'departmentForms.replaceFile': 'editor',
  'departmentForms.remove': 'editor',
  // Keeps the filled form as a report.
  'departmentForms.fill': 'editor',
} as const satisfies Record<ProcedureName, Right>;

const isProcedure = (name: string): name is ProcedureName => Object.hasOwn(RIGHTS, name);

/** What somebody needs to take a deed of the journal back: the right to do it himself. */
export const rightToUndo = (deed: string): Right =>
  isProcedure(deed) ? RIGHTS[deed] : RIGHTS['history.undo'];

/** What an admin alone can delete, an admin alone takes out of the bin. */
const RIGHTS_TO_RESTORE: Readonly<Partial<Record<BinKind, Right>>> = {
  activityKind: RIGHTS['activities.removeKind'],
  schoolYear: RIGHTS['calendar.remove'],
};

/** What somebody needs to take something of a kind out of the bin. */
export const rightToRestore = (kind: BinKind): Right => RIGHTS_TO_RESTORE[kind] ?? RIGHTS['bin.restore'];
