import type { GoodModelForm } from '../../preload/contract/good-models.ts';
import { formatCount } from './format.ts';

/** What the journal calls a deed on good models. */
export const goodModelDeeds = {
  'goodModels.create': 'Thêm mô hình hay',
  'goodModels.update': 'Sửa mô hình hay',
  'goodModels.remove': 'Xóa mô hình hay',
  'goodModels.adopt': 'Ghi trường áp dụng mô hình',
  'goodModels.unadopt': 'Bỏ trường áp dụng mô hình',
} as const;

const fields: Record<keyof GoodModelForm, string> = {
  schoolId: 'Trường có mô hình',
  title: 'Tên mô hình',
  summary: 'Cách làm và kết quả',
  sharedOn: 'Ngày giới thiệu',
};

/** Words of the good models. */
export const goodModels = {
  title: 'Mô hình hay',
  fields,
  unit: 'Đơn vị',
  adopters: 'Trường áp dụng',
  evidence: 'Minh chứng',
  more: 'Thêm mô hình',
  newTitle: 'Thêm mô hình hay',
  editTitle: 'Mô hình hay',
  search: 'Tìm theo tên mô hình, cách làm, trường…',
  emptyTitle: 'Chưa có mô hình nào',
  empty: 'Thêm mô hình hay, cách làm tốt để các trường khác học theo.',
  total: (models: number, adoptions: number) =>
    `${formatCount(models)} mô hình · ${formatCount(adoptions)} lượt trường áp dụng`,
  logged: 'Đã thêm mô hình',
  removed: (count: number) => (count === 1 ? 'Đã xóa một mô hình' : `Đã xóa ${formatCount(count)} mô hình`),
  removeSelected: (count: number) => `Xóa ${formatCount(count)} mô hình`,
  sections: { what: 'Mô hình', adoptions: 'Trường áp dụng', evidence: 'Minh chứng' },
  adopt: 'Thêm trường áp dụng',
  adopter: 'Trường',
  adoptedOn: 'Ngày áp dụng',
  note: 'Ghi chú',
  adopted: (school: string) => `Đã ghi ${school} áp dụng mô hình`,
  unadopt: (school: string) => `Bỏ ${school}`,
  unadopted: (school: string) => `Đã bỏ ${school}`,
  noAdopters: 'Chưa có trường nào áp dụng.',
  saveFirst: 'Lưu mô hình trước, sau đó ghi trường áp dụng và thêm ảnh, tệp PDF hoặc liên kết.',
} as const;
