import type { FamilyOrderInput, FamilyView } from '../../../messaging'

export type Subnet = FamilyView['subnets'][number]
/** What every form about an own hotkey is given. */
export type FormOf = { told: FamilyView; busy: boolean; error: unknown; onBack(): void; onOrder(order: FamilyOrderInput): void }
