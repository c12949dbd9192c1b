import { Field } from '../ui/field'
import { Select } from '../ui/select'

export type Colleague = { id: string; name: string }

/** Who takes over what somebody looks after. */
export function TakeOverSelect({
  colleagues,
  error,
  connections,
}: {
  colleagues: Colleague[]
  error: string | undefined
  connections: number
}) {
  return (
    <Field
      label={`Who looks after ${connections === 1 ? 'the one connection' : `the ${connections} connections`} then?`}
      name="toUserId"
      error={error}
    >
      {(ids) => (
        <Select {...ids} defaultValue={colleagues[0]?.id ?? ''}>
          {colleagues.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="">Nobody</option>
        </Select>
      )}
    </Field>
  )
}
