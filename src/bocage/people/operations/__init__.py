"""Operations on people, scopes and mandates."""
