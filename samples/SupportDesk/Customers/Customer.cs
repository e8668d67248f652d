namespace SupportDesk.Customers;

/// <summary>Somebody who may write to the desk.</summary>
public sealed record Customer(int Id, string FullName, string Email, string PhoneNumber, bool IsEmailConfirmed);
