import { LEVEL_LABELS } from '../../backend/schools/import/levels.ts';
import { argument, type Command } from '../command.ts';
import { faultLines, lines, table } from '../text.ts';

interface PairingView {
  readonly pairs: readonly {
    level: keyof typeof LEVEL_LABELS;
    supporting: { name: string };
    partner: { name: string };
  }[];
  readonly unpaired: readonly { name: string; level: keyof typeof LEVEL_LABELS; reason: string }[];
}

const pairingText = ({ pairs, unpaired }: PairingView): string =>
  lines(
    pairs.length > 0 &&
      table(
        ['Cấp học', 'Trường hỗ trợ', 'Trường đối tác'],
        pairs.map((pair) => [LEVEL_LABELS[pair.level], pair.supporting.name, pair.partner.name]),
      ),
    `${pairs.length} cặp.`,
    unpaired.length > 0 &&
      `\nChưa có cặp:\n${table(
        ['Tên trường', 'Cấp học', 'Lý do'],
        unpaired.map((each) => [each.name, LEVEL_LABELS[each.level], each.reason]),
      )}`,
  );

const pairsSuggest: Command = {
  words: ['pairs', 'suggest'],
  positionals: [],
  options: { apply: {}, many: {} },
  help: 'Gợi ý ghép cặp; --apply: ghép luôn; --many: ghép cả trường còn lại theo 1–n',
  async run(session, call) {
    const many = call.flags.has('many');
    const proposal = await session.call('pairs.suggest', { many });
    if (!call.flags.has('apply')) return { json: proposal, text: pairingText(proposal) };
    const pairs = proposal.pairs.map(({ supporting, partner }) => ({
      supportingSchoolId: supporting.id,
      partnerSchoolId: partner.id,
    }));
    const { ids } =
      pairs.length > 0 ? await session.call('pairs.create', { pairs, confirmOverlap: many }) : { ids: [] };
    const applied = {
      ...proposal,
      pairs: proposal.pairs.map((pair, index) => ({ ...pair, id: ids[index] ?? null })),
    };
    return { json: applied, text: lines('Đã ghép:', pairingText(applied)) };
  },
};

const pairsImport: Command = {
  words: ['pairs', 'import'],
  positionals: ['FILE'],
  options: {},
  help: 'Nhập danh sách cặp trường',
  async run(session, call) {
    const result = await session.call('pairs.import', { fileId: await session.receive(argument(call, 0)) });
    const { pairs, unpaired } = await session.call('pairs.list', {});
    return {
      json: { ...result, pairs, unpaired },
      text: lines(`${result.created} cặp mới, ${result.unchanged} cặp đã có.`, faultLines(result.warnings)),
    };
  },
};

const pairsList: Command = {
  words: ['pairs', 'list'],
  positionals: [],
  options: {},
  help: 'Các cặp kết nghĩa và trường chưa có cặp',
  async run(session) {
    const pairing = await session.call('pairs.list', {});
    return { json: pairing, text: pairingText(pairing) };
  },
};

/** Pairing. */
export const pairCommands: readonly Command[] = [pairsSuggest, pairsImport, pairsList];
